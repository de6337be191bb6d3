"""Photos of a meter beside an odd reading: kept as they came until the worker has made them anew."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import peewee

from data.database import Model, NotFound, atomic, new_id, now, row, rows
from data.people import Person
from data.readings import Declaration
from rules.photos import check_photo
from rules.problem import Problem

DAY = 24 * 60 * 60
OWN = "SELECT id FROM declaration WHERE number = ? AND person_id = ?"
OF_RECEIPT = """SELECT f.public_id, f.state, f.created_at FROM photo f JOIN declaration d ON d.id = f.declaration_id
WHERE d.number = ? AND d.person_id = ? ORDER BY f.id"""
ONE = """SELECT f.content FROM photo f JOIN declaration d ON d.id = f.declaration_id
WHERE d.number = ? AND d.person_id = ? AND f.public_id = ? AND f.state = 'ready'"""
OF_PROVIDER = """SELECT f.content FROM photo f JOIN declaration d ON d.id = f.declaration_id
JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
WHERE f.public_id = ? AND p.code = ? AND f.state = 'ready'"""


class Photo(Model):
    """One photo. `content` is what came in while it is `new`, then the JPEG we made; empty when it was no picture."""

    public_id = peewee.TextField(unique=True, default=new_id)
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    declaration = peewee.ForeignKeyField(Declaration, backref="photos")
    digest = peewee.TextField()
    state = peewee.TextField(default="new", constraints=[peewee.Check("state IN ('new', 'ready', 'bad')")])
    content = peewee.BlobField()
    created_at = peewee.BigIntegerField(default=now)

    class Meta:
        indexes = ((("declaration", "digest"), True),)


@dataclass(frozen=True)
class Shown:
    """A photo in the list of its receipt."""

    public_id: str
    state: str
    at: int


def add(person_id: int, number: str, raw: bytes) -> Problem | None:
    """Keep a photo with one's own receipt, or say why not. The same file twice is one. Raises NotFound."""
    with atomic():
        found = row(OWN, number, person_id)
        if found is None:
            raise NotFound
        digest = sha256(raw).hexdigest()
        mine = Photo.select().where(Photo.declaration == found[0])
        if mine.where(Photo.digest == digest).exists():
            return None
        today = Photo.select().where((Photo.person == person_id) & (Photo.created_at > now() - DAY)).count()
        problem = check_photo(raw, mine.count(), today)
        if problem is None:
            Photo.create(person=person_id, declaration=found[0], digest=digest, content=raw)
        return problem


def of(person_id: int, number: str) -> tuple[Shown, ...]:
    """The photos of one's own receipt, in the order they came."""
    return tuple(Shown(*line) for line in rows(OF_RECEIPT, number, person_id))


def content(person_id: int, number: str, public_id: str) -> bytes:
    """A photo of one's own receipt as JPEG. Raises NotFound, also while it is being made."""
    return _content(row(ONE, number, person_id, public_id))


def content_for(provider: str, public_id: str) -> bytes:
    """A photo as JPEG for the provider of its meter. Raises NotFound."""
    return _content(row(OF_PROVIDER, public_id, provider))


def _content(found: tuple[Any, ...] | None) -> bytes:
    if found is None:
        raise NotFound
    return bytes(found[0])


def remove(person_id: int, number: str, public_id: str) -> None:
    """Take a photo of one's own receipt away. Twice is as once. Raises NotFound for no such receipt."""
    found = row(OWN, number, person_id)
    if found is None:
        raise NotFound
    Photo.delete().where((Photo.public_id == public_id) & (Photo.declaration == found[0])).execute()


def develop(make: Callable[[bytes], bytes | None]) -> int:
    """Make the photos that have come in anew, one after the other. Returns how many were looked at."""
    waiting = [one.id for one in Photo.select(Photo.id).where(Photo.state == "new").order_by(Photo.id)]
    for key in waiting:
        made = make(bytes(Photo.get_by_id(key).content))
        Photo.update(content=made or b"", state="ready" if made else "bad").where(Photo.id == key).execute()
    return len(waiting)
