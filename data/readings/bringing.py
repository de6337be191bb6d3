"""Taking in what a provider has read itself; the rule of two channels decides whether it counts (domain.md §2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from data.database import row, rows
from data.readings import brought
from data.readings.declaring import LATEST, arrived, lock, replace
from rules.deadlines import VILNIUS, day_of
from rules.readings.conflict import Arrived, counts

REGISTERS = """SELECT r.id, r.code, r.digits, m.id, r.first_date FROM register r JOIN meter m ON m.id = r.meter_id
JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
WHERE p.code = ? AND a.payer_code = ? AND a.keeper = 0 AND m.number = ? ORDER BY r.code"""
THERE = """SELECT value FROM reading WHERE register_id = ? AND period = ? AND declaration_id IS NULL AND declared_at = ?
ORDER BY version LIMIT 1"""
NUO = """SELECT coalesce((SELECT h.value FROM reading h WHERE h.register_id = r.id AND h.period < ? AND h.is_valid
 ORDER BY h.period DESC, h.version DESC LIMIT 1), r.first_value) FROM register r WHERE r.id = ?"""
FOLLOWED = """SELECT 1 FROM register r JOIN reading h ON h.register_id = r.id
WHERE r.meter_id = ? AND h.period > ? AND h.is_valid LIMIT 1"""
VERSION = "SELECT coalesce(min(version), 1) - 1 FROM reading WHERE register_id = ? AND period = ? AND version < 1"
INSERT = """INSERT INTO reading (register_id, period, version, value, previous, used, declared_at, is_valid)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING version"""


@dataclass(frozen=True)
class Place:
    """A register of a meter, by rows that are for data/ alone; `turn` is what it counts to, in thousandths.

    `first_date` is the ISO day of the value that it came to us with: nothing is counted from before."""

    row: int
    code: str
    turn: int
    meter: int
    first_date: str


def registers(provider: str, payer_code: str, number: str) -> list[Place]:
    """The registers of a connected account's meter, by code; [] when we know no such meter."""
    found = rows(REGISTERS, provider, payer_code, number)
    return [Place(register, code, 10**digits * 1000, *others) for register, code, digits, *others in found]


def bring(places: list[Place], values: Mapping[str, int], day: str) -> str:
    """One sending of all registers of a meter, in thousandths by code, as read on an ISO day: "new" or "same".

    A month that a later reading follows is kept but not counted: that reading was counted from before it, so it has
    this month's use already. In a transaction of the caller's.
    """
    period, at = day[:7], int(datetime.combine(date.fromisoformat(day), time(12), VILNIUS).timestamp())
    meter = places[0].meter
    lock(meter)
    if all(_there(place, period, at) == values[place.code] for place in places):
        return "same"
    declared = [line for line in rows(LATEST, meter, period) if line[2] == "declared"]
    new = Arrived(brought.CHANNEL, day_of(at), sum(values.values()))
    rivals = (*map(arrived, declared), *brought.standing(meter, period))
    is_counted = not row(FOLLOWED, meter, period) and all(counts(new, one) for one in rivals)
    if is_counted:
        brought.set_aside(meter, period)
        replace(line[0] for line in declared)
    for place in places:
        _insert(place, period, values[place.code], at, is_counted)
    return "new"


def _there(place: Place, period: str, at: int) -> int | None:
    found = row(THERE, place.row, period, at)
    return int(found[0]) if found else None


def _insert(place: Place, period: str, value: int, at: int, is_counted: bool) -> None:
    (previous,), (version,) = rows(NUO, period, place.row)[0], rows(VERSION, place.row, period)[0]
    used = value - previous if value >= previous else value + place.turn - previous
    rows(INSERT, place.row, period, version, value, previous, used, at, is_counted)
