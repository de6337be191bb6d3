"""How figures are said. The tongue of these tests is plain, so that only the rules are seen."""

import pytest

from rules.speech.heard import Heard
from rules.speech.spoken import Tongue, in_words, spoken

PLAIN = Tongue(
    money=lambda euros, cents: f"{euros} eur {cents} ct",
    units=lambda count, unit: f"{count} <{unit}>",
    unit=lambda unit: f"<{unit}>",
    day=lambda day: f"<{day}>",
    times="kart",
    equals="yra",
    hidden="rodoma ekrane",
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Iki 12 401", "Iki 12401"),
        ("Suma 1 234,56 €", "Suma 1234 eur 56 ct"),
        ("56 kWh × 0,25800 € = 14,45 €", "56 <kWh> kart 25,8 <cent> yra 14 eur 45 ct"),
        ("12,5 m³", "12,5 <m³>"),
        ("Iki, dieninis, kWh", "Iki, dieninis, <kWh>"),
        ("iki 2026-11-30 imtinai", "iki <2026-11-30> imtinai"),
        ("kodas …4321", "kodas 4 3 2 1"),
        ("skaitiklis 45810334", "skaitiklis 4 5 8 1 0 3 3 4"),
        ("Įveskite rodmenį „Iki“", "Įveskite rodmenį Iki"),
        ("Elektra · Ignitis", "Elektra, Ignitis"),
    ],
)
def test_in_words(written: str, said: str) -> None:
    assert in_words(written, PLAIN) == said


def test_sums_codes_and_names_are_said_only_to_one_who_hears_them_alone() -> None:
    parts = [
        Heard("Iš viso: 17,45 €."),
        Heard("Adresas: Slaptoji g. 9.", is_private=True),
        Heard("kodas …4321."),
        Heard("Iki 12 401."),
        Heard("Mokėti 17,45 €."),
    ]
    assert spoken(parts, PLAIN, is_alone=False) == (
        "Iš viso: rodoma ekrane. Adresas: rodoma ekrane. rodoma ekrane. Iki 12401. rodoma ekrane."
    )
    assert spoken(parts, PLAIN, is_alone=True) == (
        "Iš viso: 17 eur 45 ct. Adresas: Slaptoji g. 9. kodas 4 3 2 1. Iki 12401. Mokėti 17 eur 45 ct."
    )
