"""What becomes of a month that nobody declares: the average is billed, and in the end the meter is read for money."""

from dataclasses import dataclass

from rules.readings.meter import Meter
from rules.readings.use import Use, reckon

CHECKED_AFTER, CHECK_COSTS = 12, 2176  # months, and cents with VAT from March 2025 (domain.md §2, E2 and E3)


@dataclass(frozen=True)
class Silence:
    """`used` is the average of each register in thousandths, `amount` what it comes to in cents (None without a price).

    `is_of_last_year`: the average is this month's use of last year, else the middle one of the latest `months` known.
    `months_left`: until somebody comes to read the meter for `costs`; None where nobody does.
    """

    used: tuple[int, ...]
    amount: int | None
    is_of_last_year: bool
    months: int
    months_left: int | None
    costs: int = CHECK_COSTS


def silence(meter: Meter) -> Silence | None:
    """What a month without a reading would be billed as; None where no use is known, or the history is not theirs."""
    registers = meter.registers
    usual = [register.usual for register in registers]
    if not meter.level or not registers or None in usual:
        return None
    known = [use for use in usual if use is not None]
    uses = tuple(
        Use(register, register.previous + use, use, "average") for register, use in zip(registers, known, strict=True)
    )
    made = reckon(meter, uses)
    return Silence(
        used=tuple(known),
        amount=made.total if made else None,
        is_of_last_year=all(register.last_year is not None for register in registers),
        months=min(len(register.recent[:6]) for register in registers),
        months_left=max(CHECKED_AFTER - registers[0].months, 0) if meter.kind == "electricity" else None,
    )
