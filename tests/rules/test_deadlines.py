"""Until when a month can be declared: calendar days in Vilnius, at both sides of midnight and of summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import VILNIUS, day_of, last_day, may_correct, months_before, months_between, period_of, window


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


def closes_at(period: str) -> int:
    """Midnight in Vilnius after the last day of a month."""
    after = last_day(period) + timedelta(days=1)
    return int(datetime(after.year, after.month, after.day, tzinfo=VILNIUS).timestamp())


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        (utc(2026, 11, 30, 21, 59, 59), "2026-11"),  # 23:59:59 in Vilnius, winter time
        (utc(2026, 11, 30, 22, 0, 0), "2026-12"),
        (utc(2026, 6, 30, 20, 59, 59), "2026-06"),  # 23:59:59 in Vilnius, summer time
        (utc(2026, 6, 30, 21, 0, 0), "2026-07"),
        (utc(2026, 12, 31, 21, 59, 59), "2026-12"),
        (utc(2026, 12, 31, 22, 0, 0), "2027-01"),
    ],
)
def test_a_declaration_belongs_to_the_month_of_its_receipt_in_vilnius(moment: int, period: str) -> None:
    assert period_of(moment) == period


@pytest.mark.parametrize("period", ["2026-02", "2026-03", "2026-06", "2026-10", "2026-12"])
def test_the_last_second_of_a_month_is_in_time_and_the_next_is_not(period: str) -> None:
    assert period_of(closes_at(period) - 1) == period
    assert period_of(closes_at(period)) == months_before(period, -1)


def test_the_month_that_loses_an_hour_closes_in_summer_time() -> None:
    assert closes_at("2026-03") == utc(2026, 3, 31, 21)
    assert closes_at("2026-10") == utc(2026, 10, 31, 22)


@pytest.mark.parametrize(("period", "day"), [("2024-02", 29), ("2026-02", 28), ("2026-11", 30), ("2026-05", 31)])
def test_the_deadline_is_the_last_calendar_day_also_on_a_sunday(period: str, day: int) -> None:
    assert last_day(period).day == day


def test_hot_water_opens_on_the_21st_at_midnight_in_vilnius() -> None:
    assert not window("heat", utc(2026, 11, 20, 21, 59, 59)).is_open
    assert window("heat", utc(2026, 11, 20, 22, 0, 0)).is_open
    assert window("heat", utc(2026, 11, 30, 21, 59, 59)).is_open


def test_electricity_can_be_declared_all_month() -> None:
    first = window("electricity", utc(2026, 11, 1, 6))
    assert first.is_open
    assert first.opens == date(2026, 11, 1)
    assert (first.last, first.closes) == ("2026-11-30", date(2026, 11, 30))


def test_a_declaration_can_be_corrected_until_its_month_ends() -> None:
    assert may_correct("2026-11", "electricity", utc(2026, 11, 30, 21, 59, 59))
    assert not may_correct("2026-11", "electricity", utc(2026, 11, 30, 22, 0, 0))


@given(st.integers(utc(2000, 1, 1), utc(2037, 12, 31)))
def test_every_moment_lies_in_the_window_of_its_own_month(moment: int) -> None:
    now = window("electricity", moment)
    assert now.is_open
    assert now.period == day_of(moment).isoformat()[:7]
    assert moment < closes_at(now.period)


@given(st.integers(-500, 500))
def test_months_count_forth_and_back(months: int) -> None:
    assert months_between(months_before("2026-11", months), "2026-11") == months
