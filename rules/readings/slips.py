"""Likely slips behind an odd reading, named so that the resident finds them at once (UX.md §6)."""

from collections.abc import Iterator, Mapping
from itertools import permutations

from rules.problem import Problem
from rules.readings.meter import MANY, Meter, Register
from rules.tariffs import half_up


def likely(register: Register, value: int, floor: int) -> bool:
    """Whether the value would raise no question on this register."""
    usual = register.expected
    return register.previous <= value <= register.previous + max(floor, MANY * (usual or 0))


def slip(meter: Meter, values: Mapping[str, int], odd: Register) -> Problem | None:
    """The slip that would explain the odd register's value, or None. Texts are questions.

    With the code alone (level 0) the expected reading is not told: it is the holder's history.
    """
    if _are_swapped(meter, values):
        return Problem("Did you swap day and night?")
    value = values[odd.code]

    def fits(meant: int) -> bool:
        return likely(odd, meant, meter.floor)

    if odd.decimals == 0 and any(fits(value // cut) for cut in (10, 100, 1000)):
        return Problem("Did you also write the digits after the decimal sign?")
    if any(map(fits, _digits_swapped(odd, value))):
        return Problem("Did you swap two digits?")
    if not any(map(fits, _digit_added(odd, value))):
        return None
    if not meter.level:
        return Problem("Did you leave out a digit?")
    return Problem("Did you leave out a digit? We expected about %(about)s", about=about(odd))


def about(register: Register) -> str:
    """The expected reading as plain text, rounded so that nobody takes it for a measured one."""
    usual = register.expected or 0
    grain = 100_000 if usual >= 50_000 else 10_000 if usual >= 5_000 else 1000
    whole = half_up(register.previous + usual, grain) * grain // 1000
    return f"{whole:,}".replace(",", "\u00a0")


def _are_swapped(meter: Meter, values: Mapping[str, int]) -> bool:
    registers = meter.registers
    given = [values[register.code] for register in registers]
    return len(registers) > 1 and any(
        list(turned) != given
        and all(likely(register, value, meter.floor) for register, value in zip(registers, turned, strict=True))
        for turned in permutations(given)
    )


def _digits_swapped(register: Register, value: int) -> Iterator[int]:
    digits = f"{value // 1000:0{register.digits}d}"
    for place in range(len(digits) - 1):
        first, second = digits[place], digits[place + 1]
        if first != second:
            yield int(f"{digits[:place]}{second}{first}{digits[place + 2 :]}") * 1000 + value % 1000


def _digit_added(register: Register, value: int) -> Iterator[int]:
    digits = str(value // 1000)
    if len(digits) < register.digits:
        for place in range(len(digits) + 1):
            for digit in "0123456789":
                yield int(f"{digits[:place]}{digit}{digits[place:]}") * 1000 + value % 1000
