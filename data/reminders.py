"""Who is reminded to declare: once for a meter and month, in one letter for all of a person's meters that are due.

The worker asks again and again; what was written stays written, so it may be stopped anywhere and goes on from there.
"""

import hmac
from datetime import timedelta
from itertools import groupby
from typing import Any

import peewee

from data import meter_links, outbox
from data.database import Model, atomic, now, row, rows
from data.people import Person
from data.readings.tasks import shown
from data.sealing import blind
from data.services import Meter
from rules.deadlines import day_of, last_day, period_of
from rules.hand_offs import spelled
from rules.reminders import FURTHEST, days_left

MONTH = 30  # days
AT_ONCE = 1000  # registers in one look; the next look finds the others
NEW = 24 * 60 * 60  # seconds: whoever has just added a service has just seen what is due
DUE = """SELECT s.person_id, who.public_id, who.email, who.language, m.id, m.number, p.name, s.nickname, s.level,
 r.zone, r.unit, r.decimals, r.first_value, r.first_date,
 (SELECT h.period || ' ' || h.value || ' ' || h.declared_at FROM reading h
  WHERE h.register_id = r.id AND h.is_valid ORDER BY h.period DESC, h.version DESC LIMIT 1)
FROM person who
JOIN service s ON s.person_id = who.id
JOIN account a ON a.id = s.account_id
JOIN provider p ON p.id = a.provider_id
JOIN meter m ON m.account_id = a.id
JOIN register r ON r.meter_id = m.id
WHERE who.email IS NOT NULL AND who.role <> 'guest' AND who.remind_days > 0 AND who.remind_days >= ?
 AND s.removed_at = 0 AND s.created_at <= ? AND NOT m.is_smart
 AND NOT EXISTS (SELECT 1 FROM reading d WHERE d.register_id = r.id AND d.period = ? AND d.is_valid)
 AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.meter_id = m.id AND u.person_id = who.id AND u.period = ?)
 AND NOT EXISTS (SELECT 1 FROM reminder t WHERE t.person_id = who.id AND t.meter_id = m.id AND t.period = ?)
ORDER BY s.person_id, s.id, m.id, r.code LIMIT ?"""
ENDING = """SELECT who.id, who.public_id, who.email, who.language, m.id, m.number, p.name, m.verified_until
FROM meter m JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
JOIN service s ON s.account_id = a.id JOIN person who ON who.id = s.person_id
WHERE m.verified_until BETWEEN ? AND ? AND s.removed_at = 0 AND s.level >= 1
 AND who.email IS NOT NULL AND who.role <> 'guest' AND who.remind_days > 0
 AND NOT EXISTS (SELECT 1 FROM reminder t
  WHERE t.person_id = who.id AND t.meter_id = m.id AND t.period = m.verified_until)
ORDER BY who.id, m.id LIMIT ?"""
TOLD = """INSERT INTO reminder (person_id, meter_id, period, created_at) VALUES (?, ?, ?, ?)
ON CONFLICT (person_id, meter_id, period) DO NOTHING RETURNING meter_id"""


class Reminder(Model):
    """This person was reminded of this meter in this month."""

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    meter = peewee.ForeignKeyField(Meter)
    period = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)

    class Meta:
        indexes = ((("person", "meter", "period"), True),)


def remind() -> int:
    """Write to everybody whose day it is and who has something to declare. Returns how many letters were left."""
    written, moment = 0, now()
    left, period = days_left(moment), period_of(moment)
    if left > FURTHEST:
        return 0
    while found := rows(DUE, left, moment - NEW, period, period, period, AT_ONCE):
        for _, lines in groupby(_whole(found), key=lambda line: line[0]):
            written += _write(list(lines), period)
    return written


def _whole(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without the last person's lines where the look may have ended among them, unless there is nobody else."""
    whole = [line for line in found if line[0] != found[-1][0]]
    return whole if whole and len(found) == AT_ONCE else found


def _write(lines: list[tuple[Any, ...]], period: str) -> bool:
    """One person's letter, in one transaction with the note that it was written. Of two workers one writes it."""
    person, public_id, email, language = lines[0][:4]
    with atomic():
        moment = now()
        by_meter = {key: list(some) for key, some in groupby(lines, key=lambda line: line[4])}
        fresh = [some for meter, some in by_meter.items() if row(TOLD, person, meter, period, moment)]
        if fresh:
            told = {
                "to": email,
                "language": language,
                "until": last_day(period).isoformat(),
                "meters": [_meter(person, some, period) for some in fresh],
                "person": public_id,
            }
            outbox.put("reminder", f"{public_id}:{period}:{fresh[0][0][4]}", told)
    return bool(fresh)


def _meter(person: int, lines: list[tuple[Any, ...]], period: str) -> dict[str, Any]:
    """What the letter says of one meter; the code of its link is made when it leaves."""
    meter, number, provider, name, level = lines[0][4:9]
    last = [shown(*line[9:15]) for line in lines]
    return {
        "link": meter_links.give(person, meter, period),
        "provider": provider,
        "name": name,
        "number": number if level else f"…{number[-3:]}",
        "shown": [{"zone": one.zone, "unit": one.unit, "decimals": one.decimals, "value": one.value} for one in last],
    }


def remind_of_verifications() -> int:
    """Write once to those whose meter's verification ends within a month. Returns how many letters were left."""
    written, today = 0, day_of(now())
    last = (today + timedelta(days=MONTH)).isoformat()
    while found := rows(ENDING, today.isoformat(), last, AT_ONCE):
        for person, public_id, email, language, meter, number, provider, until in found:
            with atomic():
                if row(TOLD, person, meter, until, now()):
                    told = {"to": email, "language": language, "provider": provider, "number": number, "until": until}
                    outbox.put("verification", f"{public_id}:{meter}:{until}", told | {"person": public_id})
                    written += 1
    return written


def days_of(person_id: int) -> int:
    """How many days before the deadline the person is reminded; 0 for never."""
    return int(Person.get_by_id(person_id).remind_days)


def choose(person_id: int, days: int) -> None:
    """Remind the person so many days before the deadline from now on; 0 for never."""
    Person.update(remind_days=days).where(Person.id == person_id).execute()


def off_code(public_id: str) -> str:
    """What the letter's off-switch is known by: the person's public id, signed. It opens nothing else."""
    return f"{public_id}-{spelled(blind(f'no reminders {public_id}'))}"


def is_own(code: str) -> bool:
    """Whether we have signed this code."""
    return bool(code[:-9]) and hmac.compare_digest(code.encode(), off_code(code[:-9]).encode())


def are_off(code: str) -> bool:
    """Whether its person is reminded no longer."""
    return not Person.select().where((Person.public_id == code[:-9]) & (Person.remind_days > 0)).exists()


def turn_off(code: str) -> None:
    """Remind its person no longer. Ask `is_own` first."""
    Person.update(remind_days=0).where(Person.public_id == code[:-9]).execute()


def forget_old(before: str) -> int:
    """Delete the notes of months before this one (`YYYY-MM`). Returns how many."""
    return int(Reminder.delete().where(Reminder.period < before).execute())
