"""How figures are said: numbers without spaces, sums and units as words, days by their names, codes digit by digit."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rules.speech.heard import Heard

MONEY = re.compile(r"(-?\d{1,3}(?: \d{3})*|-?\d+),(\d{2}) ?€")
PRICE = re.compile(r"(\d+),(\d{5}) ?€")
GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?![\d,])")
UNIT = re.compile(r"(?<![\d,])(?:(\d+(?:,\d+)?) ?)?(?<![A-Za-z])(kWh|MWh|m³)(?!\w)")
DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
END_OF_CODE = re.compile(r"…\s?([0-9A-Za-z]{2,8})")
LONG_CODE = re.compile(r"(?<![\d,.])\d{7,}(?![\d,])")
SIGNS = {"×": " × ", "=": " = ", "·": ", ", "–": ", ", "„": "", "“": "", "…": ""}


@dataclass(frozen=True)
class Tongue:
    """How a language says: a sum (euros, cents), so many of a unit, a unit alone, a day (ISO), times, equals, and that
    something is only shown."""

    money: Callable[[int, int], str]
    units: Callable[[int | str, str], str]
    unit: Callable[[str], str]
    day: Callable[[str], str]
    times: str
    equals: str
    hidden: str


def spoken(said: Iterable[Heard], tongue: Tongue, is_alone: bool) -> str:
    """The text for the voice. What is private, every sum and every code are said only when they hear it `is_alone`."""
    return " ".join(one for one in (_one(part, tongue, is_alone) for part in said) if one)


def _one(part: Heard, tongue: Tongue, is_alone: bool) -> str:
    if not is_alone and (part.is_private or _tells(part.text)):
        about, is_told, _ = part.text.partition(": ")
        return f"{about}: {tongue.hidden}." if is_told and not _tells(about) else f"{tongue.hidden}."
    return in_words(part.text, tongue)


def _tells(text: str) -> bool:
    """Whether it tells a sum or a code."""
    return any(pattern.search(text) for pattern in (MONEY, END_OF_CODE, LONG_CODE))


def has_figures(text: str) -> bool:
    """Whether a text tells any number: then it may be somebody's own."""
    return any(sign.isdigit() for sign in text)


def in_words(text: str, tongue: Tongue) -> str:
    """One sentence as a voice should be given it."""
    text = PRICE.sub(lambda found: _price(found[1], found[2], tongue), text)
    text = MONEY.sub(lambda found: tongue.money(int(found[1].replace(" ", "")), int(found[2])), text)
    text = GROUPED.sub(lambda found: found[0].replace(" ", ""), text)
    text = UNIT.sub(lambda found: _units(found[1], found[2], tongue), text)
    text = DAY.sub(lambda found: tongue.day(found[1]), text)
    text = END_OF_CODE.sub(lambda found: " ".join(found[1]), text)
    text = LONG_CODE.sub(lambda found: " ".join(found[0]), text)
    for sign, said in SIGNS.items():
        text = text.replace(sign, said)
    text = text.replace(" × ", f" {tongue.times} ").replace(" = ", f" {tongue.equals} ")
    return re.sub(r"\s+([.,:?!])", r"\1", " ".join(text.split()))


def _units(count: str | None, unit: str, tongue: Tongue) -> str:
    if not count:
        return tongue.unit(unit)
    return tongue.units(count if "," in count else int(count), unit)


def _price(euros: str, part: str, tongue: Tongue) -> str:
    """0,25800 € is said as 25,8 cents: that is how people name it."""
    cents, rest = divmod(int(euros) * 100_000 + int(part), 1000)
    return tongue.units(f"{cents},{rest:03d}".rstrip("0") if rest else cents, "cent")
