"""Phone numbers as people write them."""

import pytest

from rules.phones import phone_number
from rules.problem import Problem


@pytest.mark.parametrize(
    "typed",
    [
        "+37061234567", "+370 612 34567", "+370 (612) 34567", "+370-612-34567", "37061234567", "0037061234567",
        "861234567", "8 612 34567", "(8 612) 34567", "8-612-34567", "061234567", "0 612 34567", "61234567",
        " 8\u00a0612\u202f34567 ", "8.612.34567", "+370–612–34567",
    ],
)  # fmt: skip
def test_a_lithuanian_number_is_one_in_every_form(typed: str) -> None:
    assert phone_number(typed) == "+37061234567"


@pytest.mark.parametrize(
    ("typed", "number"),
    [(" +372 00000 766 ", "+37200000766"), ("00372 00000766", "+37200000766"), ("+44 7400 123456", "+447400123456")],
)
def test_a_foreign_number_is_taken_with_its_prefix(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "123", "6123456", "612345678", "8612345678", "+3706123456", "+370612345678", "+370 5 2345678", "852345678",
        "+370 8 612 34567", "++37061234567", "+061234567", "37200000766", "+1234567890123456", "８６１２３４５６７",
        "8612345٦7", "8 612 3456O", "+", "+370", "861234567\n", "8" * 5000, " " * 41,
    ],
)  # fmt: skip
def test_what_no_phone_has_is_told(typed: str) -> None:
    assert phone_number(typed) == Problem("Write a mobile phone number, for example +370 612 34567")


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0-"])
def test_nothing_is_asked_for(typed: str) -> None:
    assert phone_number(typed) == Problem("Enter your phone number")


def test_a_number_that_was_made_alike_stays_as_it_is() -> None:
    for typed in ("861234567", "+372 00000 766"):
        number = phone_number(typed)
        assert isinstance(number, str) and phone_number(number) == number
