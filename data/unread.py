"""What residents told of meters that they cannot read this month: nothing is due then, and the provider hears of it."""

from collections.abc import Iterator
from datetime import datetime

import peewee

from data.database import Model, now, row, rows
from data.people import Person
from data.services import Meter
from rules.deadlines import VILNIUS, period_of
from rules.readings.meter import Meter as Known

WHYS = ("out_of_order", "no_access", "unreadable")
PUT = """INSERT INTO unread (person_id, meter_id, period, why, at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (meter_id, period, person_id) DO UPDATE SET why = excluded.why, at = excluded.at RETURNING id"""
OWN = "SELECT why FROM unread WHERE meter_id = ? AND period = ? AND person_id = ?"
OUT = """SELECT p.code, a.payer_code, m.number, u.period, u.why, u.at FROM unread u
JOIN meter m ON m.id = u.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
WHERE p.code = ? AND u.at >= ? ORDER BY u.at, u.id"""
COLUMNS = ("provider", "payer_code", "meter_number", "period", "why", "told_at")


class Unread(Model):
    """One person's word about one meter and month."""

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    meter = peewee.ForeignKeyField(Meter)
    period = peewee.TextField()
    why = peewee.TextField(constraints=[peewee.Check("why IN ('out_of_order', 'no_access', 'unreadable')")])
    at = peewee.BigIntegerField(default=now)

    class Meta:
        indexes = ((("meter", "period", "person"), True),)


def tell(person_id: int, meter: Known, why: str) -> None:
    """This month it cannot be read; told again, the later word stands."""
    row(PUT, person_id, meter.row, period_of(meter.at), why, now())


def told(person_id: int, meter: Known) -> str:
    """What the person told of this month, or ''."""
    found = row(OWN, meter.row, period_of(meter.at), person_id)
    return str(found[0]) if found else ""


def take_back(person_id: int, meter: Known) -> None:
    """It can be read after all."""
    mine = (Unread.meter == meter.row) & (Unread.period == period_of(meter.at)) & (Unread.person == person_id)
    Unread.delete().where(mine).execute()


def out(provider: str, since: str) -> Iterator[list[str]]:
    """What was told to this provider since an ISO day (Vilnius), oldest first, by COLUMNS."""
    first = int(datetime.fromisoformat(since).replace(tzinfo=VILNIUS).timestamp())
    for *told_of, at in rows(OUT, provider, first):
        yield [*map(str, told_of), datetime.fromtimestamp(at, VILNIUS).isoformat()]
