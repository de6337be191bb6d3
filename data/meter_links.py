"""Links that open the Iki page of one meter to whoever holds them: on a sticker by the meter, or in a reminder.

A link is signed: eight letters made of its id and our key, so that no guess reaches the table. It shows nothing of
anybody, what is declared through it is its maker's, and its maker can revoke it.
"""

import hmac
from dataclasses import dataclass

import peewee

from data.database import Model, new_id, now, row
from data.people import Person
from data.sealing import blind
from data.services import Meter
from rules.deadlines import period_of
from rules.hand_offs import spelled
from rules.readings.meter import Meter as Known

MAKE = """INSERT INTO meter_link (public_id, person_id, meter_id, period, created_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (person_id, meter_id, period) DO NOTHING RETURNING public_id"""
STANDING = "SELECT public_id FROM meter_link WHERE person_id = ? AND meter_id = ? AND period = ?"
OPENED = """SELECT l.person_id, m.public_id, coalesce(who.email, ''), who.language, l.period FROM meter_link l
JOIN person who ON who.id = l.person_id JOIN meter m ON m.id = l.meter_id WHERE l.public_id = ?"""


class MeterLink(Model):
    """One link. `period` is the month of the reminder it stood in, and no longer good afterwards; '' on a sticker."""

    public_id = peewee.TextField(unique=True, default=new_id)
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    meter = peewee.ForeignKeyField(Meter)
    period = peewee.TextField(default="")
    created_at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "meter_link"
        indexes = ((("person", "meter", "period"), True),)


@dataclass(frozen=True)
class Opened:
    """What a link opens: a meter, for its maker, who gets the receipt."""

    person_id: int
    meter_id: str
    email: str
    language: str


def give(person_id: int, meter: int, period: str = "") -> str:
    """The id of the person's link to a meter (its row), made now if there is none. The same press twice makes one."""
    made = row(MAKE, new_id(), person_id, meter, period, now())
    return str(made[0]) if made else standing(person_id, meter, period)


def standing(person_id: int, meter: int, period: str = "") -> str:
    """The id of the link there is, or ''."""
    found = row(STANDING, person_id, meter, period)
    return str(found[0]) if found else ""


def revoke(person_id: int, meter: Known) -> None:
    """Every link of the person to this meter is dead, those in reminders too."""
    MeterLink.delete().where((MeterLink.person == person_id) & (MeterLink.meter == meter.row)).execute()


def opened(code: str) -> Opened | None:
    """What a code opens; None for a forged or revoked one, and for that of another month's reminder."""
    public_id = code[:-9]
    if not public_id or not hmac.compare_digest(code.encode(), code_of(public_id).encode()):
        return None
    found = row(OPENED, public_id)
    if found is None or found[4] not in ("", period_of(now())):
        return None
    return Opened(*found[:4])


def forget_old(before: str) -> int:
    """Delete the links of reminders of months before this one (`YYYY-MM`). Returns how many."""
    old = (MeterLink.period != "") & (MeterLink.period < before)
    return int(MeterLink.delete().where(old).execute())


def code_of(public_id: str) -> str:
    """What stands in the address of a link: its id, signed."""
    return f"{public_id}-{spelled(blind(f'meter link {public_id}'))}"
