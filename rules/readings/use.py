"""From Nuo and Iki to what was used, and what is odd about it: lower than Nuo, rolled over, unusually high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rules.deadlines import day_of
from rules.pricing import Part, parts
from rules.readings.meter import MANY, Facts, Meter, Register
from rules.tariffs import Line, Sum, months_amount

BLIND = 10  # without any history only so many times the floor is questioned


@dataclass(frozen=True)
class Use:
    """What one register counted; `used` is None while unknown. `how`: '', rolled_over, replaced or last_wrong."""

    register: Register
    value: int
    used: int | None
    how: str = ""


def rolled_over(register: Register, value: int) -> int:
    """The use if the counter went past its last digit and began again."""
    return value + register.turn - register.previous


def is_quiet_turn(register: Register, value: int) -> bool:
    """A roll-over nobody needs to be asked about: Nuo near the end, and the use not above three times the expected."""
    if value >= register.previous or register.expected is None:
        return False
    return 10 * register.previous >= 9 * register.turn and rolled_over(register, value) <= MANY * register.expected


def is_questioned(register: Register, value: int) -> bool:
    """Lower than Nuo, and not a quiet roll-over."""
    return value < register.previous and not is_quiet_turn(register, value)


def is_unusual(meter: Meter, use: Use) -> bool:
    """More than three times the expected and above the floor (domain.md §3); with no history, far above the floor."""
    if use.used is None:
        return False
    expected = use.register.expected
    limit = BLIND * meter.floor if expected is None else max(MANY * expected, meter.floor)
    return use.used > limit


def uses(facts: Facts) -> tuple[Use, ...]:
    """Each register's use by the answers so far, in the meter's order."""
    replaced = facts.answers.get("replaced", {})
    return tuple(
        _use(register, facts.values[register.code], facts.lower, replaced)
        for register in facts.meter.registers
        if register.code in facts.values
    )


def _use(register: Register, value: int, lower: str, replaced: Mapping[str, Any]) -> Use:
    if lower == "replaced":
        old, new = replaced.get("old", {}), replaced.get("new", {})
        if register.code not in old:
            return Use(register, value, None, "replaced")
        return Use(register, value, old[register.code] - register.previous + value - new[register.code], "replaced")
    if value >= register.previous:
        return Use(register, value, value - register.previous)
    if is_quiet_turn(register, value) or lower == "rolled_over":
        return Use(register, value, rolled_over(register, value), "rolled_over")
    return Use(register, value, None, lower)


def reckon(meter: Meter, counted: tuple[Use, ...]) -> Sum | None:
    """The sum of these uses with the month's fixed part; None without a price, or while a use is not known."""
    return together(meter, [lines_of(meter, use) for use in counted])


def together(meter: Meter, by_use: Sequence[tuple[Line, ...]]) -> Sum | None:
    """The same from the lines of each use (`lines_of`), for whoever has them already."""
    if not meter.is_priced or len(by_use) < len(meter.registers) or not all(by_use):
        return None
    lines = [line for some in by_use for line in some]
    if meter.fixed:
        cents = months_amount(meter.fixed.price)
        lines.append(Line("fixed", "", None, None, 1000, meter.fixed.price, cents, meter.fixed.vat_rate))
    return Sum(tuple(lines))


def lines_of(meter: Meter, use: Use) -> tuple[Line, ...]:
    """The printed lines of one register, more than one where its use has several prices; () while use or price is not
    known."""
    register = use.register
    if register.price is None or use.used is None:
        return ()
    since, today = date.fromisoformat(register.previous_date), day_of(meter.at)
    grain = 10 ** (3 - register.decimals)
    prices = register.prices or (replace(register.price, valid_from=""),)
    found = parts(meter.pricing, prices, since, today, use.used, grain)
    return tuple(_line(use, part, is_whole=len(found) == 1) for part in found)


def _line(use: Use, part: Part, is_whole: bool) -> Line:
    register, price = use.register, part.price
    days = ("", "") if is_whole else (part.since, part.until)
    return Line(
        register.zone,
        register.unit,
        register.previous,
        use.value,
        part.used,
        price.price,
        part.amount,
        price.vat_rate,
        *days,
    )
