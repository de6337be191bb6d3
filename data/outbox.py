"""What must leave the house: written in the transaction of the fact, delivered by the worker (reliability.md §4)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import peewee
from huey import Huey
from huey.contrib.sql_huey import SqlStorage

from data.database import Model, atomic, database, now


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
    _bell.knock = queue.task(name="deliver")(deliver)
    return queue


def put(kind: str, subject: str, payload: dict[str, Any]) -> None:
    """Leave a row for the worker and knock, both inside the transaction of the fact it tells of.

    `kind` names the mail template, `subject` the fact (an id, unique per kind), `payload` holds plain values and ids.
    The same kind and subject again change nothing. A lost knock is made good by the worker's sweep.
    """
    written = json.dumps(payload, ensure_ascii=False)
    fresh = Outbox.insert(kind=kind, subject=subject, payload=written).on_conflict_ignore().returning(Outbox.id)
    for row in fresh.execute():
        _bell.knock(row.id)


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
