"""The likely slip behind an odd reading is named (UX.md §6)."""

import pytest

from rules.problem import Problem
from rules.readings.meter import Meter, Register
from rules.readings.slips import about, slip


def register(previous: int, code: str = "", usual: int = 56, digits: int = 5) -> Register:
    return Register(code, "day", "kWh", digits, 0, previous * 1000, "2026-10-31", last_year=usual * 1000)


def named(value: int, digits: int = 5) -> Problem | None:
    one = register(12_345, digits=digits)
    return slip(Meter("m", "electricity", "Ignitis", level=1, registers=(one,)), {"": value * 1000}, one)


def test_a_dropped_digit_is_named_with_the_reading_we_expected() -> None:
    text = "Did you leave out a digit? We expected about %(about)s"
    assert named(1_241) == Problem(text, about="12\u00a0400")
    assert named(2_401) == Problem(text, about="12\u00a0400")


@pytest.mark.parametrize("value", [21_401, 14_201, 12_041])
def test_two_swapped_digits_are_named(value: int) -> None:
    assert named(value) == Problem("Did you swap two digits?")


@pytest.mark.parametrize("value", [124_016, 12_401_678])
def test_digits_after_the_decimal_sign_are_named(value: int) -> None:
    assert named(value, digits=8) == Problem("Did you also write the digits after the decimal sign?")


def test_swapped_registers_are_named() -> None:
    day, night = register(12_345, "t1"), register(4_321, "t2")
    two = Meter("m", "electricity", "Ignitis", registers=(day, night))
    assert slip(two, {"t1": 4_330_000, "t2": 12_401_000}, day) == Problem("Did you swap day and night?")


def test_with_the_code_alone_the_expected_reading_is_not_told() -> None:
    one = register(12_345)
    known = slip(Meter("m", "electricity", "Ignitis", registers=(one,)), {"": 1_241_000}, one)
    assert known == Problem("Did you leave out a digit?")


def test_a_value_that_no_slip_explains_is_left_unnamed() -> None:
    assert named(77_777) is None


@pytest.mark.parametrize(("usual", "told"), [(56, "12\u00a0400"), (8, "12\u00a0350"), (2, "12\u00a0347")])
def test_the_expected_reading_is_told_roundly(usual: int, told: str) -> None:
    assert about(register(12_345, usual=usual)) == told
