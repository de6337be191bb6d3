"""Wishes to correct a month that is over: asked for by whoever declared it, settled by staff, told by mail.

A month that a later reading follows is not corrected any more: that reading was counted from the wrong one, so it has
evened the difference out, and to count it again would lose or double it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import peewee

from data import outbox, readings
from data.database import Model, NotFound, atomic, new_id, now, row, rows
from data.people import Person
from data.readings import Declaration, NotAllowed
from rules.readings.correction import as_counted
from rules.readings.meter import Facts, Meter

OWN = """SELECT d.id, d.meter_id, d.period, d.declared_at, m.public_id FROM declaration d
JOIN meter m ON m.id = d.meter_id WHERE d.number = ? AND d.person_id = ? AND d.state = 'declared'"""
LATER = """SELECT 1 FROM reading h JOIN register r ON r.id = h.register_id
WHERE r.meter_id = ? AND h.period > ? AND h.is_valid LIMIT 1"""
VALUES = """SELECT r.code, h.value FROM reading h JOIN register r ON r.id = h.register_id
WHERE h.declaration_id = ? ORDER BY r.code"""
LINES = "SELECT lines FROM declaration WHERE id = ?"
PUT = """INSERT INTO correction
 (public_id, key, person_id, declaration_id, open_of, wanted, reason, words, state, answer, number, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', '', '', ?) ON CONFLICT DO NOTHING RETURNING id"""
OPEN = """SELECT c.public_id, c.wanted, c.reason, c.words, c.created_at, d.number, d.period, d.id, p.name,
 a.payer_code, m.number, c.person_id, d.declared_at, m.public_id, d.meter_id, c.id, c.state
FROM correction c JOIN declaration d ON d.id = c.declaration_id JOIN meter m ON m.id = d.meter_id
JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id"""
WAITING = f"{OPEN} WHERE c.state = 'open' ORDER BY c.id LIMIT 100"
ONE = f"{OPEN} WHERE c.public_id = ?"
LATEST = """SELECT c.state, c.answer, c.number, c.created_at, c.wanted FROM correction c
JOIN declaration d ON d.id = c.declaration_id WHERE d.number = ? AND c.person_id = ? ORDER BY c.id DESC LIMIT 1"""


class Correction(Model):
    """One wish. `wanted` is register code → thousandths as JSON; `open_of` is its declaration while it is open, so that
    there is one at a time; `number` is the receipt that it led to."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    declaration = peewee.ForeignKeyField(Declaration)
    open_of = peewee.BigIntegerField(unique=True, null=True)
    wanted = peewee.TextField()
    reason = peewee.TextField()
    words = peewee.TextField(default="")
    state = peewee.TextField(default="open", constraints=[peewee.Check("state IN ('open', 'accepted', 'declined')")])
    answer = peewee.TextField(default="")
    number = peewee.TextField(default="")
    created_at = peewee.BigIntegerField(default=now)
    settled_at = peewee.BigIntegerField(null=True)


@dataclass(frozen=True)
class Wish:
    """How the latest wish about a receipt stands: open, accepted or declined, with what staff answered."""

    state: str
    answer: str
    number: str
    created_at: int


@dataclass(frozen=True)
class Asked:
    """A wish as staff see it: `changes` are (register code, declared, wanted) in thousandths."""

    public_id: str
    reason: str
    words: str
    created_at: int
    number: str
    period: str
    provider: str
    payer_code: str
    meter_number: str
    changes: tuple[tuple[str, int, int], ...]
    may_accept: bool


def known(person_id: int, number: str) -> tuple[Meter, dict[str, int]]:
    """The meter of one's own receipt as it was known when it was declared, and the values that the receipt has.

    Raises NotFound when it is not theirs or does not count, NotAllowed when a later reading has followed.
    """
    found = row(OWN, number, person_id)
    if found is None:
        raise NotFound
    if row(LATER, found[1], found[2]):
        raise NotAllowed
    return readings.meter(person_id, found[4], found[3]), dict(rows(VALUES, found[0]))


def ask(person_id: int, key: str, number: str, answer: Mapping[str, Any]) -> None:
    """Keep a wish. The same key again, or while another one about the receipt is open, changes nothing."""
    with atomic():
        known(person_id, number)
        declaration = row(OWN, number, person_id)
        assert declaration
        wanted = json.dumps(answer["values"])
        told = (new_id(), key, person_id, declaration[0], declaration[0], wanted, answer["reason"], answer["words"])
        row(PUT, *told, now())


def wish(person_id: int, number: str) -> Wish | None:
    """The latest wish about one's own receipt."""
    found = row(LATEST, number, person_id)
    return Wish(*found[:4]) if found else None


def open_ones() -> list[Asked]:
    """What staff have to settle, the oldest first."""
    return [_asked(line) for line in rows(WAITING)]


def _asked(line: tuple[Any, ...]) -> Asked:
    public_id, wanted, reason, words, created_at, number, period, declaration, provider, code, meter = line[:11]
    right, declared = json.loads(wanted), dict(rows(VALUES, declaration))
    changes = tuple((register, value, right.get(register, value)) for register, value in declared.items())
    is_last = row(LATER, line[14], period) is None
    return Asked(public_id, reason, words, created_at, number, period, provider, code, meter, changes, is_last)


def settle(public_id: str, is_accepted: bool, answer: str) -> None:
    """Accept: the month gets a new version with the wanted values, at its own prices. Decline: nothing changes.

    Either way its sender is told by mail. Settling twice keeps the first. Raises NotFound; NotAllowed when it was to be
    accepted and a later reading has followed.
    """
    with atomic():
        found = row(ONE, public_id)
        if found is None:
            raise NotFound
        if found[16] != "open":
            return
        number = _accept(found) if is_accepted else ""
        Correction.update(
            state="accepted" if is_accepted else "declined",
            answer=answer,
            number=number,
            settled_at=now(),
            open_of=None,
        ).where(Correction.id == found[15]).execute()
        _tell(found, is_accepted, answer, number)


def _accept(found: tuple[Any, ...]) -> str:
    person_id, declared_at, meter_id = found[11], found[12], found[13]
    if row(LATER, found[14], found[6]):
        raise NotAllowed
    meter = readings.meter(person_id, meter_id, declared_at)
    right: dict[str, int] = json.loads(found[1])
    lines = json.loads(rows(LINES, found[7])[0][0])
    answers = {"values": {"values": right, "choice": "declare"}, **as_counted(meter, lines, right)}
    return readings.declare(person_id, f"correction {found[0]}", Facts(meter, answers), channel="staff", received=now())


def _tell(found: tuple[Any, ...], is_accepted: bool, answer: str, number: str) -> None:
    who = Person.get_by_id(found[11])
    if who.email:
        told = {"receipt": found[5], "is_accepted": is_accepted, "answer": answer, "number": number or found[5]}
        outbox.put("correction_settled", found[0], told | {"to": who.email, "language": who.language})
