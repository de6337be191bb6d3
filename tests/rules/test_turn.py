"""Two sums where a price changes at the month's turn (domain.md §1)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from rules.readings.meter import Meter, Register
from rules.readings.turn import Turn, turn, turn_day
from rules.readings.use import Use
from rules.tariffs import Price

OLD, NEW = Price("2026-01-01", 20_500), Price("2027-01-01", 22_000)


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


def meter(coming: Price | None = NEW, **more: Any) -> Meter:
    one = Register("", "1z", "kWh", 5, 0, 1000_000, "2026-11-30", price=OLD, next_price=coming)
    return Meter("m", "electricity", "Ignitis", registers=(one,), at=at(2026, 12, 20, 12), **more)


def told(of: Meter, used: int | None = 100_000) -> Turn | None:
    return turn(of, tuple(Use(register, 1100_000, used) for register in of.registers))


def test_the_same_reading_costs_more_after_the_turn_of_the_year() -> None:
    assert told(meter()) == Turn("2026-12-31", 2050, "2027-01-01", 2200)


def test_a_change_of_the_fixed_part_alone_is_told_too() -> None:
    fixed = {"fixed": Price("2026-01-01", 300_000), "next_fixed": Price("2027-01-01", 250_000)}
    assert told(meter(None, **fixed)) == Turn("2026-12-31", 2350, "2027-01-01", 2300)


@pytest.mark.parametrize("coming", [None, replace(OLD, valid_from="2027-01-01"), replace(NEW, valid_from="2027-02-01")])
def test_nothing_is_told_where_both_sums_are_the_same(coming: Price | None) -> None:
    assert told(meter(coming)) is None


def test_nothing_is_told_of_a_use_that_is_not_known_or_too_small_to_matter() -> None:
    assert told(meter(), None) is None
    assert told(meter(), 0) is None


def test_the_last_second_of_the_year_in_vilnius_is_still_before_the_turn() -> None:
    assert turn_day(replace(meter(), at=at(2026, 12, 31, 21, 59, 59))) == "2027-01-01"
    assert turn_day(replace(meter(), at=at(2026, 11, 30, 21, 59, 59))) == ""


def test_a_price_that_changes_within_the_month_is_told_by_its_own_day() -> None:
    assert told(meter(replace(NEW, valid_from="2026-12-25"))) == Turn("2026-12-24", 2050, "2026-12-25", 2200)
