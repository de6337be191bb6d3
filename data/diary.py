"""A diary of readings that goes to nobody: one note a day and register."""

import peewee

from data.database import Model, atomic, row, rows
from data.people import Person
from data.services import Register
from rules.readings.meter import Meter

PUT = """INSERT INTO diary_note (person_id, register_id, day, value) VALUES (?, ?, ?, ?)
ON CONFLICT (person_id, register_id, day) DO UPDATE SET value = excluded.value RETURNING value"""
OF = """SELECT n.day, r.code, n.value FROM diary_note n JOIN register r ON r.id = n.register_id
WHERE n.person_id = ? AND r.meter_id = ? ORDER BY n.day DESC, r.code LIMIT 2000"""


class DiaryNote(Model):
    """What a register showed to this person on an ISO day, in thousandths of its unit."""

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    register = peewee.ForeignKeyField(Register)
    day = peewee.TextField()
    value = peewee.BigIntegerField()

    class Meta:
        table_name = "diary_note"
        primary_key = peewee.CompositeKey("person", "register", "day")
        without_rowid = True


def note(person_id: int, meter: Meter, day: str, values: dict[str, int]) -> None:
    """Write down what a meter's registers (by code) show; a second note of the day takes the first one's place."""
    with atomic():
        for register in meter.registers:
            row(PUT, person_id, register.row, day, values[register.code])


def of(person_id: int, meter: Meter) -> dict[str, dict[str, int]]:
    """The person's notes of this meter: ISO day → register code → thousandths."""
    found: dict[str, dict[str, int]] = {}
    for day, code, value in rows(OF, person_id, meter.row):
        found.setdefault(day, {})[code] = value
    return found


def strike(person_id: int, meter: Meter, day: str) -> None:
    """Take a day's note out."""
    mine = (DiaryNote.person == person_id) & (DiaryNote.day == day)
    DiaryNote.delete().where(mine & DiaryNote.register.in_([register.row for register in meter.registers])).execute()
