"""From Nuo and Iki to what was used, and what is odd about it (domain.md §3)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.readings.meter import Facts, Meter, Register
from rules.readings.use import is_questioned, is_quiet_turn, is_unusual, reckon, uses
from rules.tariffs import Price

DAY, NIGHT, FIXED = Price("2026-01-01", 25_800), Price("2026-01-01", 15_600), Price("2026-01-01", 300_000)


def register(previous: int, **more: Any) -> Register:
    known: dict[str, Any] = {"code": "", "zone": "1z", "unit": "kWh", "digits": 5, "decimals": 0, "price": DAY}
    return Register(previous=previous * 1000, previous_date="2026-10-31", **{**known, **more})


def meter(*registers: Register, kind: str = "electricity", **more: Any) -> Meter:
    return Meter("m", kind, "Ignitis", registers=registers, **more)


def facts(of: Meter, *values: int, **answers: dict[str, Any]) -> Facts:
    given = {one.code: value * 1000 for one, value in zip(of.registers, values, strict=False)}
    return Facts(of, {"values": {"values": given}, **answers})


def used(of: Meter, *values: int, **answers: dict[str, Any]) -> list[int | None]:
    return [use.used for use in uses(facts(of, *values, **answers))]


def test_the_use_is_iki_less_nuo_for_each_register() -> None:
    two = meter(register(12_345, code="t1"), register(4_321, code="t2"))
    assert used(two, 12_401, 4_330) == [56_000, 9_000]


def test_an_equal_value_is_no_use_and_no_question() -> None:
    same = register(12_345)
    assert used(meter(same), 12_345) == [0]
    assert not is_questioned(same, 12_345_000)


def test_the_same_month_last_year_is_expected_before_the_median() -> None:
    assert register(0, last_year=60_000, recent=(100_000, 90_000)).expected == 60_000
    assert register(0, recent=(100_000, 90_000, 10_000, 80_000, 70_000, 60_000, 1)).expected == 70_000
    assert register(0).expected is None


def test_months_without_a_reading_are_expected_too() -> None:
    assert register(0, last_year=60_000, months=3).expected == 180_000


def test_a_counter_near_its_end_turns_over_quietly() -> None:
    near = register(99_990, last_year=30_000)
    assert is_quiet_turn(near, 12_000)
    assert not is_questioned(near, 12_000)
    assert used(meter(near), 12) == [22_000]


@pytest.mark.parametrize(
    "odd",
    [register(89_999, last_year=30_000), register(99_990, last_year=7_000), register(99_990)],
    ids=["too far from its end", "more than three times the usual", "no history"],
)
def test_other_lower_values_are_questioned(odd: Register) -> None:
    assert is_questioned(odd, 12_000)


def test_a_lower_value_has_no_use_until_it_is_explained() -> None:
    assert used(meter(register(12_345)), 12_300) == [None]


def test_a_confirmed_turn_counts_through_the_end() -> None:
    assert used(meter(register(80_000)), 12, lower={"lower": "rolled_over"}) == [20_012_000]


def test_a_replaced_meter_counts_both_parts() -> None:
    act = {"old": {"": 12_400_000}, "new": {"": 5_000}}
    assert used(meter(register(12_345)), 30, lower={"lower": "replaced"}, replaced=act) == [80_000]


def test_a_wrong_last_reading_leaves_the_sum_to_the_provider() -> None:
    told = facts(meter(register(12_345)), 12_300, lower={"lower": "last_wrong"})
    assert [use.used for use in uses(told)] == [None]
    assert reckon(told.meter, uses(told)) is None


def test_only_the_lower_register_is_explained() -> None:
    two = meter(register(80_000, code="t1"), register(4_321, code="t2"))
    assert used(two, 12, 4_330, lower={"lower": "rolled_over"}) == [20_012_000, 9_000]


def unusual(of: Meter, value: int) -> bool:
    return any(is_unusual(of, use) for use in uses(facts(of, value)))


@pytest.mark.parametrize(("use", "asked"), [(180, False), (181, True)])
def test_above_three_times_the_expected_is_unusual(use: int, asked: bool) -> None:
    assert unusual(meter(register(0, last_year=60_000)), use) is asked


@pytest.mark.parametrize(
    ("kind", "unit", "floor"), [("electricity", "kWh", 100), ("gas", "m³", 20), ("water", "m³", 10)]
)
def test_use_below_the_floor_is_never_unusual(kind: str, unit: str, floor: int) -> None:
    small = meter(register(0, unit=unit, last_year=1_000), kind=kind)
    assert not unusual(small, floor)
    assert unusual(small, floor + 1)


def test_without_history_only_far_above_the_floor_is_questioned() -> None:
    assert not unusual(meter(register(0)), 1_000)
    assert unusual(meter(register(0)), 1_001)


def test_the_worked_bill() -> None:
    two = meter(register(4_321, code="t1"), register(2_100, code="t2", price=NIGHT), fixed=FIXED)
    made = reckon(two, uses(facts(two, 4_444, 2_187)))
    assert made
    assert [line.amount for line in made.lines] == [3173, 1357, 300]
    assert (made.total, made.vat) == (4830, 838)


def test_the_fixed_part_is_due_at_no_use_too() -> None:
    quiet = meter(register(4_321), fixed=FIXED)
    made = reckon(quiet, uses(facts(quiet, 4_321)))
    assert made
    assert made.total == 300


def test_without_a_price_there_is_no_sum() -> None:
    bare = meter(register(1, price=None))
    assert reckon(bare, uses(facts(bare, 5))) is None


def test_half_a_row_makes_no_sum() -> None:
    two = meter(register(4_321, code="t1"), register(2_100, code="t2"))
    assert reckon(two, uses(facts(two, 4_444))) is None


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.sampled_from(["", "rolled_over", "replaced", "last_wrong"]))
def test_use_is_never_negative(previous: int, value: int, lower: str) -> None:
    act = {"old": {"": max(previous, value) * 1000}, "new": {"": 0}}
    for use in used(meter(register(previous)), value, lower={"lower": lower}, replaced=act):
        assert use is None or use >= 0
