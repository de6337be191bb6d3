"""A password is long, and not one that others would guess first."""

import unicodedata

import pytest

from data.passwords import guesses
from rules.passwords import LEAST, MOST, check_password, normalised

ONA = "ona.kazlauskiene@pastas.example"


def said(password: str, email: str = ONA) -> str:
    problem = check_password(password, email, guesses())
    return problem.text if problem else ""


@pytest.mark.parametrize(
    "password",
    [
        "obuolys lietus stalas upė",
        "tylus ežys skaito 3 knygas",
        "correct horse nine violins",
        "Žalias dviratis po lova",
        "  tarpai   yra   ženklai  ",
        "ключ под ковриком дома",
        "🐢🐌🦔🐇🐿🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵",
        "gQ7#vN2!xR9$kT4&",
        "mano savitarna: arklys ir vežimas",
    ],
)
def test_a_long_password_of_ones_own_is_taken(password: str) -> None:
    assert said(password) == ""


def test_nothing_is_typed() -> None:
    assert said("") == "Enter a password"


def test_fourteen_signs_are_too_few_and_fifteen_enough() -> None:
    assert "too short" in said("ežys prie upės"[: LEAST - 1])
    assert said("ežys prie upės!") == ""


def test_two_hundred_fifty_six_signs_are_allowed_and_one_more_is_refused_not_cut() -> None:
    long = "Ramus rytas prie upes. " * 12
    assert said(long[:MOST]) == ""
    assert "too long" in said(long[: MOST + 1])


def test_signs_are_counted_after_normalisation() -> None:
    composed = "žąsų ėjo šešios"
    assert said(unicodedata.normalize("NFD", composed)) == said(composed) == ""
    assert normalised(unicodedata.normalize("NFD", composed)) == composed


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password1234567",
        "P@ssw0rd2026!!!!",
        "iloveyouforever",
        "correcthorsebatterystaple",
        "Correct Horse Battery Staple",
        "slaptažodisslaptažodis",
        "Slaptažodis 2026 !",
        "labaslabaslabaslabas",
        "Labas rytas, Lietuva!",
        "Lietuva, tėvyne mūsų",
        "myliu tave labai 1987",
        "Žalgiris Kaunas 2026",
        "astavemyliukristina",
        "passssssssssword",
        "5l4pt4z0d1s5l4pt4z0d1s",
    ],
)
def test_a_password_that_others_use_is_refused_in_any_disguise(password: str) -> None:
    assert "easy to guess" in said(password)


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiopasdfgh", "1234567890123456", "9876543210987654", "abcdefghijklmnop", "aaaaaaaaaaaaaaaa",
        "121212121212121212", "!!!!!!!!!!!!!!!!!!!", "1q2w3e4r5t6y7u8i9o0p", "poiuytrewqpoiuytrewq",
    ],
)  # fmt: skip
def test_a_walk_over_the_keyboard_is_refused(password: str) -> None:
    assert "easy to guess" in said(password)


@pytest.mark.parametrize(
    "password",
    [
        "savitarna elektra dujos",
        "Vilnius-Kaunas-Klaipėda",
        "ona.kazlauskiene2026",
        "onakazlauskiene ona kazlauskiene",
        "Savitarna2026Vilnius!",
        "kazlauskieneelektra1",
    ],
)
def test_names_that_everybody_knows_are_not_a_password(password: str) -> None:
    assert "easy to guess" in said(password)


def test_the_name_in_somebody_elses_address_does_not_matter() -> None:
    assert said("kazlauskiene valgo 77 ledus", "jonas@pastas.example") == ""


def test_the_list_is_long_and_knows_lithuanian() -> None:
    common = guesses().common
    assert len(common) > 5000
    assert {"slaptazodis", "lietuva", "myliutave"} <= common


def test_a_very_long_text_is_answered_at_once() -> None:
    assert "too long" in said("ab" * 50_000)
