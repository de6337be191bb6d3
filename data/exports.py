"""What goes out to the providers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.database import NotFound, row, rows
from rules.deadlines import VILNIUS
from rules.tables import unscaled

READINGS_COLUMNS = (
    "provider", "payer_code", "meter_number", "register", "previous", "reading", "declared_at", "channel", "version",
    "flags",
)  # fmt: skip
# Page by page by the place of the last declaration: a million of them take no more memory than one page.
READINGS = """SELECT p.code, a.payer_code, m.number, r.code, h.previous, h.value, r.decimals, d.declared_at, d.channel,
 h.version, d.flags, d.state, d.id, d.number,
 (SELECT string_agg('photo:' || f.public_id, ' ') FROM photo f WHERE f.declaration_id = d.id AND f.state = 'ready')
FROM (SELECT d.id, d.number, d.declared_at, d.channel, d.flags, d.state, d.meter_id FROM declaration d
  JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
  WHERE p.code = ? AND (d.declared_at, d.id) > (?, ?) ORDER BY d.declared_at, d.id LIMIT ?) d
 JOIN reading h ON h.declaration_id = d.id JOIN register r ON r.id = h.register_id
 JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
ORDER BY d.declared_at, d.id, r.code"""
PLACE = """SELECT d.declared_at, d.id FROM declaration d JOIN meter m ON m.id = d.meter_id
 JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id WHERE d.number = ? AND p.code = ?"""
AT_ONCE = 1000
Place = tuple[int, int]


@dataclass(frozen=True)
class Page:
    """Readings in the order they were declared, by READINGS_COLUMNS, and where they end."""

    readings: list[list[str]]
    place: Place
    number: str


def begins(since: str) -> Place:
    """Before everything that was declared on an ISO day (Vilnius)."""
    return int(datetime.fromisoformat(since).replace(tzinfo=VILNIUS).timestamp()), -1


def place_of(provider: str, number: str) -> Place:
    """Right behind the declaration with this receipt number. Raises NotFound when it is none of this provider's."""
    found = row(PLACE, number, provider)
    if found is None:
        raise NotFound
    return int(found[0]), int(found[1])


def page(provider: str, after: Place, most: int = AT_ONCE) -> Page | None:
    """The next declarations to this provider, so many at most; None when there are no more.

    A version that no longer counts says so among its flags: replaced, withdrawn.
    """
    found = rows(READINGS, provider, *after, most)
    if not found:
        return None
    last = found[-1]
    return Page([_told(line) for line in found], (last[7], last[12]), last[13])


def readings(provider: str, since: str) -> Iterator[list[str]]:
    """Every version declared to this provider since an ISO day (Vilnius), oldest first, by READINGS_COLUMNS."""
    place = begins(since)
    while found := page(provider, place):
        yield from found.readings
        place = found.place


def _told(line: tuple[Any, ...]) -> list[str]:
    code, payer_code, meter, register, previous, value, decimals, at, channel, version, told, state = line[:12]
    flags = [*json.loads(told), *([] if state == "declared" else [state]), *([line[14]] if line[14] else [])]
    moment = datetime.fromtimestamp(at, VILNIUS).isoformat()
    shown = (unscaled(previous, 3, decimals), unscaled(value, 3, decimals))
    return [code, payer_code, meter, register, *shown, moment, channel, str(version), " ".join(map(str, flags))]


def is_provider(code: str) -> bool:
    """Whether the catalogue has a provider with this code."""
    return bool(rows("SELECT 1 FROM provider WHERE code = ?", code))
