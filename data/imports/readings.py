"""Readings that a provider has read itself: the registers of a meter together, or not at all."""

from collections.abc import Iterable

from data.database import atomic, now
from data.imports.report import Report, in_order, refused, shapes
from data.readings import bring, registers
from data.readings.bringing import Place
from rules.deadlines import day_of
from rules.imported.readings import COLUMNS, ReadRow, clean
from rules.tables import BadRow, rows_of

OTHERS = "this token is another provider's"


def load(content: bytes, strict: bool = False, only: str = "") -> Report:
    """Take in a file of readings: good meters together, or with `strict` none when a row is bad.

    `only`: the code of the provider that may bring something. Raises BadTable for a file that cannot be read at all.
    """
    rows, bad = rows_of(content, COLUMNS)
    known, today = shapes(), day_of(now()).isoformat()
    cleaned = [clean(row, known, today) for row in rows]
    bad += [found for found in cleaned if isinstance(found, BadRow)]
    good = [found for found in cleaned if isinstance(found, ReadRow)]
    bad += [BadRow(found.number, OTHERS) for found in good if only and found.provider != only]
    states: list[str] = []
    with atomic() as transaction:
        for some in _meters(found for found in good if not only or found.provider == only):
            state = _take(some)
            if isinstance(state, BadRow):
                bad.append(state)
            else:
                states.append(state)
        if strict and bad:
            transaction.rollback()
            return refused("readings", bad)
    return Report("readings", new=states.count("new"), same=states.count("same"), bad=in_order(bad))


def _meters(rows: Iterable[ReadRow]) -> list[list[ReadRow]]:
    groups: dict[tuple[str, str, str, str], list[ReadRow]] = {}
    for row in rows:
        groups.setdefault(row.place, []).append(row)
    return list(groups.values())


def _take(rows: list[ReadRow]) -> str | BadRow:
    first, values = rows[0], {row.register: row.value for row in rows}
    places = registers(first.provider, first.payer_code, first.meter)
    wrong = _wrong(rows, values, places) or _too_early(first.day, places)
    return BadRow(first.number, wrong) if wrong else bring(places, values, first.day)


def _wrong(rows: list[ReadRow], values: dict[str, int], places: list[Place]) -> str:
    if not places:
        return "no such meter on this account"
    if len(rows) != len(places) or set(values) != {place.code for place in places}:
        return f"register: each of {', '.join(place.code or 'an empty one' for place in places)} once for a month"
    if len({row.day for row in rows}) > 1:
        return "read_on: one day for all registers of a meter"
    if any(values[place.code] >= place.turn for place in places):
        return "reading: more digits than the meter has"
    return ""


def _too_early(day: str, places: list[Place]) -> str:
    first = max(place.first_date for place in places)
    return f"read_on: before {first}, the day of the value that the meter came with" if day < first else ""
