"""What may be typed into Iki (security.md §5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problem import Problem
from rules.readings.typed import plain, thousandths

GOOD = ["12401", " 12 401 ", "12\u00a0401", "12\u202f401", "12\u2009401", "12401 kWh", "12401KWH", "012401", "0012401"]
BAD = [
    "٣", "１２", "²", "½", "1_000", "+5", "-1", "−1", "1e3", "NaN", "Infinity", "0x10", "12\n", "12\t401", "1,2,3",
    "1.234,5", "1,2345", "12\u200b", "1234567890", "1" * 21, "", "   ", "twelve", ",5", "5,", "১২", "12401 m3", "null",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_digits_with_any_spaces_and_the_unit_are_taken(text: str) -> None:
    assert thousandths(text, "kWh", 5, 0) == 12_401_000


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("decimals", [0, 3])
def test_everything_else_is_refused(text: str, decimals: int) -> None:
    assert isinstance(thousandths(text, "kWh", 5, decimals), Problem)


def test_an_empty_box_is_asked_to_be_filled() -> None:
    assert thousandths("  ", "kWh", 5, 0) == Problem("Enter the reading")


def test_letters_are_answered_with_an_example() -> None:
    problem = Problem("The reading must be a whole number, for example, %(example)s", example="12401")
    assert thousandths("abc", "kWh", 5, 0) == problem


@pytest.mark.parametrize(("text", "value"), [("125,6", 125_600), ("125.600", 125_600), ("12.401", 12_401)])
def test_decimals_are_read_with_comma_or_point_where_the_meter_has_them(text: str, value: int) -> None:
    assert thousandths(text, "m³", 5, 3) == value


@pytest.mark.parametrize("text", ["125,6", "125.600", "12.401"])
def test_decimals_are_refused_where_the_meter_has_none(text: str) -> None:
    assert thousandths(text, "kWh", 5, 0) == Problem("Too many decimals. Example: %(example)s", example="12401")


def test_one_decimal_of_hot_water_is_enough() -> None:
    assert thousandths("125,67", "m³", 5, 1) == Problem("Too many decimals. Example: %(example)s", example="125,6")


@pytest.mark.parametrize("text", ["125,6 m³", "125,6 m3", "125,6 M3"])
def test_the_unit_of_water_may_stand_behind(text: str) -> None:
    assert thousandths(text, "m³", 5, 1) == 125_600


def test_more_digits_than_the_meter_has_are_named() -> None:
    problem = Problem("Too many digits: this meter shows %(digits)s", digits=5)
    assert thousandths("123456789", "kWh", 5, 0) == problem


@given(st.text(max_size=40), st.integers(1, 9), st.integers(0, 3))
def test_any_text_gives_a_bounded_number_or_a_problem(text: str, digits: int, decimals: int) -> None:
    found = thousandths(text, "m³", digits, decimals)
    assert isinstance(found, Problem) or 0 <= found < 10**digits * 1000


@given(st.integers(0, 999_999), st.integers(0, 3))
def test_what_we_print_into_a_box_is_read_back_the_same(whole: int, decimals: int) -> None:
    value = whole * 1000 // 10 ** (3 - decimals) * 10 ** (3 - decimals)
    assert thousandths(plain(value, decimals), "kWh", 6, decimals) == value
