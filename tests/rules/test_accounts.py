"""What a resident types to register and to sign in."""

import pytest

from rules.accounts import (
    check_change,
    check_code,
    check_email,
    check_registration,
    check_sign_in,
    kept_code,
    letter_code,
    letter_token,
)  # fmt: skip
from rules.limits import wait_after
from rules.passwords import Guesses
from rules.problem import Problem

GOOD = "obuolys lietus stalas upė"
NOTHING = Guesses(frozenset(), frozenset())
SECRET = "k" * 32


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ona@pastas.example", "ona@pastas.example"),
        ("  Ona@Pastas.Example \u00a0", "ona@pastas.example"),
        ("ona+savitarna@pastas.example", "ona+savitarna@pastas.example"),
        ("ona@ąžuolas.lt", "ona@xn--uolas-2wa16f.lt"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert check_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "ona", "ona@", "@pastas.lt", "ona@pastas", "ona pastas@x.lt", "ąna@pastas.lt", "ona@pastas.lt\nBcc: x@y.lt",
        "ona@pastas.lt\r", "a@b\x00.lt", '"ona"@pastas.lt', "ona@[127.0.0.1]", "a@b.lt, c@d.lt", "<ona@pastas.lt>",
        "Ona <ona@pastas.lt>", f"{'o' * 65}@pastas.lt", f"ona@{'p' * 300}.lt",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_the_cure(typed: str) -> None:
    assert check_email(typed) == Problem("The e-mail address must look like name@example.lt")


def test_an_empty_address_is_asked_for() -> None:
    assert check_email("   ") == Problem("Enter your e-mail address")


@pytest.mark.parametrize("typed", ["012345", "012 345", "012-345", " 012345 ", "012\u00a0345"])
def test_a_code_may_be_typed_with_spaces(typed: str) -> None:
    assert check_code(typed) == "012345"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "１２３４５６", "+12345", "1" * 100])
def test_a_code_has_six_digits(typed: str) -> None:
    assert check_code(typed) == Problem("The code has 6 digits")


def test_address_and_password_are_checked_together() -> None:
    assert set(check_registration({}, NOTHING).problems) == {"email", "password"}
    answer = check_registration({"email": " Ona@pastas.example", "password": GOOD}, NOTHING).answer
    assert answer == {"email": "ona@pastas.example", "password": GOOD}


def test_signing_in_asks_for_both_and_judges_neither() -> None:
    assert set(check_sign_in({}).problems) == {"email", "password"}
    assert check_sign_in({"email": "ona@pastas.example", "password": "short"}).problems == {}


def test_a_change_asks_for_the_present_password() -> None:
    refused = check_change({"new_password": "short"}, "ona@pastas.example", NOTHING)
    assert set(refused.problems) == {"password", "new_password"}
    assert check_change({"password": "old", "new_password": GOOD}, "ona@pastas.example", NOTHING).problems == {}


def test_link_and_code_follow_from_the_key_and_from_nothing_else() -> None:
    assert letter_token(SECRET, "a") == letter_token(SECRET, "a")
    assert len({letter_token(SECRET, "a"), letter_token(SECRET, "b"), letter_token("l" * 32, "a")}) == 3
    assert len(letter_token(SECRET, "a")) == 64
    assert len(letter_code(SECRET, "a")) == 6
    assert kept_code(SECRET, "this browser", "012345") != kept_code(SECRET, "another", "012345")


def test_the_delay_grows_and_ends_at_a_minute() -> None:
    waits = [wait_after(misses, free=5, longest=60) for misses in (0, 4, 5, 6, 7, 10, 11, 10_000)]
    assert waits == [0, 0, 1, 2, 4, 32, 60, 60]
