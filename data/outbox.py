"""What must leave the house: written in the transaction of the fact, delivered by the worker (reliability.md §4)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import peewee
from huey import Huey
from huey.contrib.sql_huey import SqlStorage

from data.database import Model, atomic, database, now, row


class Outbox(Model):
    """A letter to be sent. UNIQUE(kind, subject) keeps one fact from making two."""

    kind = peewee.TextField()
    subject = peewee.TextField()
    payload = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    due_at = peewee.BigIntegerField(default=now, index=True)
    attempts = peewee.BigIntegerField(default=0)
    taken_until = peewee.BigIntegerField(default=0)
    done_at = peewee.BigIntegerField(null=True)
    failed_at = peewee.BigIntegerField(null=True)
    error = peewee.TextField(default="")
    message_id = peewee.TextField(default="")

    class Meta:
        indexes = ((("kind", "subject"), True),)


PUT = """INSERT INTO outbox (kind, subject, payload, created_at, due_at, attempts, taken_until, error, message_id)
VALUES (?, ?, ?, ?, ?, 0, 0, '', '') ON CONFLICT (kind, subject) DO NOTHING RETURNING id"""
BACK_OFF = (10, 60, 5 * 60, 30 * 60, 2 * 60 * 60)  # seconds after the first, second … try
GIVEN_UP_AFTER = 48 * 60 * 60
TAKEN_FOR = 120  # longer than any one delivery: a worker that died with a row gives it back this way


@dataclass(frozen=True)
class Parcel:
    """A row in the hands of one worker. `message_id` is the same each time it is tried."""

    id: int
    kind: str
    payload: dict[str, Any]
    message_id: str


class Doorbell:
    """How the worker is told that a row waits: huey on the same database, so a knock commits with its fact."""

    def __init__(self) -> None:
        self.knock: Callable[[int], object] = lambda row_id: None


_bell = Doorbell()


def open_queue(deliver: Callable[[int], object]) -> Huey:
    """Connect the doorbell; call it after open_database. `deliver(row_id)` runs in the worker's process alone."""
    queue = Huey(
        "savitarna", storage_class=SqlStorage, database=database.obj, create_tables=False, results=False, utc=True
    )

    def knocked(row_id: int) -> object:
        return deliver(row_id)  # huey names a task after its module: this one is the same on both sides of the door

    _bell.knock = queue.task()(knocked)
    return queue


def put(kind: str, subject: str, payload: dict[str, Any]) -> None:
    """Leave a row for the worker and knock, both inside the transaction of the fact it tells of.

    `kind` names the mail template, `subject` the fact (an id, unique per kind), `payload` holds plain values and ids.
    The same kind and subject again change nothing. A lost knock is made good by the worker's sweep.
    """
    moment = now()
    fresh = row(PUT, kind, subject, json.dumps(payload, ensure_ascii=False), moment, moment)
    if fresh:
        _bell.knock(fresh[0])


@dataclass(frozen=True)
class Failed:
    """A letter that the worker gave up: to whom, of what kind, why, and when (epoch seconds)."""

    id: int
    kind: str
    to: str
    error: str
    attempts: int
    failed_at: int


def failed() -> list[Failed]:
    """Letters that were given up and that staff have not dealt with, the oldest first."""
    found = Outbox.select().where(Outbox.failed_at.is_null(False) & Outbox.done_at.is_null()).order_by(Outbox.failed_at)
    return [
        Failed(one.id, one.kind, json.loads(one.payload).get("to", ""), one.error, one.attempts, one.failed_at or 0)
        for one in found
    ]


def try_again(row_id: int) -> None:
    """A given-up letter goes to the worker as if it were new."""
    with atomic():
        Outbox.update(failed_at=None, attempts=0, taken_until=0, due_at=now(), error="").where(
            (Outbox.id == row_id) & Outbox.failed_at.is_null(False)
        ).execute()
        _bell.knock(row_id)


def give_up(row_id: int) -> None:
    """Staff have reached the person another way: the letter is no longer waited for."""
    Outbox.update(done_at=now()).where((Outbox.id == row_id) & Outbox.failed_at.is_null(False)).execute()


def due() -> list[int]:
    """What waits to be delivered now, the oldest first."""
    moment = now()
    ready = Outbox.done_at.is_null() & Outbox.failed_at.is_null()
    ready &= (Outbox.due_at <= moment) & (Outbox.taken_until <= moment)
    return [found.id for found in Outbox.select(Outbox.id).where(ready).order_by(Outbox.due_at, Outbox.id).limit(500)]


def take(row_id: int, host: str) -> Parcel | None:
    """Take a row for delivery. None when it is done, not due yet, or in somebody else's hands. `host` names us."""
    moment = now()
    free = Outbox.done_at.is_null() & Outbox.failed_at.is_null()
    free &= (Outbox.due_at <= moment) & (Outbox.taken_until <= moment)
    taking = Outbox.update(taken_until=moment + TAKEN_FOR, attempts=Outbox.attempts + 1)
    if taking.where(free & (Outbox.id == row_id)).execute() != 1:
        return None
    found = Outbox.get_by_id(row_id)
    fact = hashlib.sha256(f"{found.id}:{found.kind}:{found.subject}:{found.created_at}".encode()).hexdigest()[:32]
    return Parcel(found.id, found.kind, json.loads(found.payload), f"<{fact}@{host}>")


def delivered(parcel: Parcel) -> None:
    """The next server answers for it now. What the letter said is not kept."""
    done = {"done_at": now(), "message_id": parcel.message_id, "error": "", "payload": "{}"}
    Outbox.update(**done).where(Outbox.id == parcel.id).execute()


def not_now(parcel: Parcel, reason: str) -> None:
    """Try again later, each time after a longer while; after 48 hours staff must look at it."""
    row, moment = Outbox.get_by_id(parcel.id), now()
    wait = BACK_OFF[min(row.attempts, len(BACK_OFF)) - 1]
    given_up = moment if moment - row.created_at >= GIVEN_UP_AFTER else None
    later = {"due_at": moment + wait, "taken_until": 0, "error": reason[:200], "failed_at": given_up}
    Outbox.update(**later).where(Outbox.id == parcel.id).execute()


def never(parcel: Parcel, reason: str) -> None:
    """It was refused for good: staff must look at it."""
    Outbox.update(failed_at=now(), taken_until=0, error=reason[:200]).where(Outbox.id == parcel.id).execute()
