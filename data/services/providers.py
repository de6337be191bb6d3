"""Who can be added: the catalogue as the pages need it."""

from typing import Any

from data.database import row, rows
from rules.identifiers import Shape
from rules.search import folded
from rules.services.facts import Provider

COLUMNS = """SELECT code, kind, name, region, code_label, code_letters, code_least, code_most, popular, is_closed,
 advice, is_connected, takes_readings, unit, decimals, search FROM provider"""
ONE = f"{COLUMNS} WHERE code = ?"


def providers() -> tuple[Provider, ...]:
    """Everybody, the most used first, then by name; closed ones too."""
    found = (_provider(line) for line in rows(COLUMNS))
    return tuple(sorted(found, key=lambda one: (one.popular == 0, one.popular, folded(one.name), one.name)))


def provider(code: str) -> Provider | None:
    """The provider with this code of the catalogue, or None."""
    found = row(ONE, code)
    return _provider(found) if found else None


def _provider(line: tuple[Any, ...]) -> Provider:
    code, kind, name, region, label, letters, least, most, popular, closed, advice, connected, readings = line[:13]
    unit, decimals, search = line[13:]
    return Provider(
        code=code,
        kind=kind,
        name=name,
        region=region,
        code_label=label,
        shape=Shape(bool(letters), least, most),
        popular=popular,
        is_closed=bool(closed),
        successor=advice,
        is_connected=bool(connected),
        takes_readings=bool(readings),
        unit=unit,
        decimals=decimals,
        search=search,
    )
