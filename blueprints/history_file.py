"""The history of a meter as a file for spreadsheets, as those of Lithuania read it: semicolons and decimal commas."""

from collections.abc import Iterator
from typing import Any

from data.readings import Version
from rendering import N_, _, channel, moment, zone
from rules.tables import table_text, unscaled

BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something else
COLUMNS = (
    N_("Month"), N_("State"), N_("How it was declared"), N_("Received"), N_("Receipt"), N_("Meter register"),
    N_("Nuo (from)"), N_("Iki (to)"), N_("Difference"), N_("Unit"), N_("Price"), N_("Sum"),
)  # fmt: skip
STATES = {"declared": N_("Declared"), "replaced": N_("Replaced"), "withdrawn": N_("Withdrawn")}


def text(versions: tuple[Version, ...]) -> str:
    """Every version's registers and fixed part, one a row, in the order given; with a byte order mark."""
    cells = (_cells(version, line) for version, line in _lines(versions))
    return BOM + table_text(map(_, COLUMNS), cells, ";")


def _lines(versions: tuple[Version, ...]) -> Iterator[tuple[Version, dict[str, Any]]]:
    return ((version, line) for version in versions for line in version.lines)


def _cells(version: Version, line: dict[str, Any]) -> list[str]:
    least = line.get("decimals", 0)
    return [
        version.period,
        _(STATES[version.state]),
        channel(version.channel),
        "" if version.channel == "provider" else moment(version.declared_at),
        version.number,
        zone(line["zone"]),
        _number(line.get("previous"), 3, least),
        _number(line.get("value"), 3, least),
        _number(line.get("used"), 3),
        line.get("unit", ""),
        _number(line.get("price"), 5, 5),
        _number(line.get("amount"), 2, 2),
    ]


def _number(value: int | None, places: int, least: int = 0) -> str:
    return "" if value is None else unscaled(value, places, least).replace(".", ",")
