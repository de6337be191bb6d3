"""How a sum is made (domain.md §7)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.tariffs import Line, Sum, amount, half_up, months_amount

DAY, NIGHT = 25_800, 15_600


def line(used: int, price: int, vat_rate: int = 21) -> Line:
    return Line("", "kWh", 0, used, used, price, amount(used, price), vat_rate)


def test_two_zones_are_rounded_line_by_line() -> None:
    made = Sum((line(123_000, DAY), line(87_000, NIGHT)))
    assert [one.amount for one in made.lines] == [3173, 1357]
    assert made.total == 4530


def test_the_worked_bill_with_its_fixed_part() -> None:
    fixed = Line("fixed", "", None, None, 1000, 300_000, months_amount(300_000))
    made = Sum((line(123_000, DAY), line(87_000, NIGHT), fixed))
    assert (made.total, made.vat) == (4830, 838)


def test_rates_of_vat_are_taken_out_separately() -> None:
    made = Sum((line(10_000, 121_000, 21), line(10_000, 109_000, 9)))
    assert (made.total, made.vat) == (2300, 300)


@pytest.mark.parametrize(("cents", "rounded"), [(5, 1), (4, 0), (15, 2), (-5, -1), (-4, 0), (25, 3)])
def test_halves_go_away_from_zero(cents: int, rounded: int) -> None:
    assert half_up(cents, 10) == rounded


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**9))
def test_rounding_is_never_further_than_a_half(dividend: int, divisor: int) -> None:
    assert abs(half_up(dividend, divisor) - Fraction(dividend, divisor)) <= Fraction(1, 2)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)), max_size=4))
def test_the_total_is_the_sum_of_the_lines_and_its_vat_lies_within(lines: list[tuple[int, int]]) -> None:
    made = Sum(tuple(line(used, price) for used, price in lines))
    assert 0 <= made.vat <= made.total == sum(one.amount for one in made.lines)
