import pytest

from rules.money import euros, parse_amount
from rules.problem import Problem


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,5", 1250), ("12.50 €", 1250), ("1 234,56", 123456), ("1\u00a0234,56", 123456), ("1\u202f234,56", 123456),
        ("0,01", 1), ("007", 700), (" 45 ", 4500), ("10000", 1_000_000), ("€ 3", 300), ("1 0 , 5 0", 1050),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_people_write_it(typed, cents):
    assert parse_amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    ["1.234,56", "1,234.56", "-5", "−5", "+5", "1e3", "NaN", "inf", "١٢", "１２", "²", "12,345", "12,", ",5", "a", "5a",
     "1_000", "12,5,0", "9" * 25, "1'000"],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused_with_an_example(typed):
    told = parse_amount(typed)
    assert isinstance(told, Problem)
    assert told.values == {"example": "12,50"}


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0", "€"])
def test_an_empty_sum_is_asked_for(typed):
    assert parse_amount(typed) == Problem("Enter the sum")


@pytest.mark.parametrize("typed", ["0", "0,00", "10000,01", "999999999999"])
def test_a_sum_outside_the_limits_names_the_limits(typed):
    told = parse_amount(typed)
    assert isinstance(told, Problem)
    assert told.values == {"least": "0,01", "most": "10000,00"}


@pytest.mark.parametrize("cents", [1, 99, 100, 123456, 1_000_000])
def test_a_sum_shown_in_a_field_reads_back_the_same(cents):
    assert parse_amount(euros(cents)) == cents
