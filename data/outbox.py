"""What must leave the house: written in the transaction of the fact, delivered by the worker (reliability.md §4)."""

import json
from typing import Any

import peewee

from data.database import Model, now


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


def put(kind: str, subject: str, payload: dict[str, Any]) -> None:
    """Leave a row for the worker, inside the transaction of the fact it tells of.

    `kind` names the mail template, `subject` the fact (an id, unique per kind), `payload` holds plain values and ids.
    The same kind and subject again change nothing.
    """
    Outbox.insert(
        kind=kind, subject=subject, payload=json.dumps(payload, ensure_ascii=False)
    ).on_conflict_ignore().execute()
