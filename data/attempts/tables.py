"""One attempt to prove who one is, whatever the way (accounts.md §9). Pages and the worker meet in its row only."""

import json
from collections.abc import Mapping
from typing import Any, Literal

import peewee

from data import sealing
from data.database import Model, new_id, now
from data.people import Person

Method = Literal["smart-id", "mobile-id", "viisp", "oidc"]
Purpose = Literal["enter", "prove"]
State = Literal["created", "waiting", "returned", "verified", "consumed", "refused", "expired", "failed"]

LIVE = ("created", "waiting", "returned")  # the worker has still to do with these
ASKED = ("smart-id", "mobile-id")  # these must be asked how it went; the others send the browser back to us
PUSH = "push"  # the flow that makes somebody's telephone ring
USE_WITHIN = 15 * 60  # seconds from the proof to its use
GONE = {"kept": "", "returned": "", "identity": "", "leased_until": 0}  # what an attempt that is over does not keep


class Attempt(Model):
    """`kept` is what the service must be told or asked next, `returned` what the browser brought back, `identity` who
    it was: all three sealed, and wiped when the attempt ends. `expected` is the index of whom it must be, '' if open.
    """

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    method = peewee.TextField(constraints=[peewee.Check("method IN ('smart-id', 'mobile-id', 'viisp', 'oidc')")])
    flow = peewee.TextField()
    purpose = peewee.TextField(constraints=[peewee.Check("purpose IN ('enter', 'prove')")])
    state = peewee.TextField(
        default="created",
        constraints=[
            peewee.Check(
                "state IN ('created', 'waiting', 'returned', 'verified', 'consumed', 'refused', 'expired', 'failed')"
            )
        ],
    )
    browser = peewee.TextField()
    person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
    expected = peewee.TextField(default="", index=True)
    kept = peewee.TextField(default="")
    returned = peewee.TextField(default="")
    identity = peewee.TextField(default="")
    outcome = peewee.TextField(default="")
    leased_until = peewee.BigIntegerField(default=0)
    created_at = peewee.BigIntegerField(default=now)
    began_at = peewee.BigIntegerField(default=0)
    expires_at = peewee.BigIntegerField()
    used_at = peewee.BigIntegerField(null=True)

    class Meta:
        indexes = ((("state", "leased_until"), False),)


def live(moment: int) -> Any:
    """The condition of attempts that may still come to something."""
    return Attempt.state.in_(LIVE) & (Attempt.expires_at > moment)


def sealed(what: str, public_id: str, values: Mapping[str, Any]) -> str:
    """Plain values for one column of one row."""
    return sealing.seal(f"attempt.{what} {public_id}", json.dumps(dict(values), ensure_ascii=False))


def unsealed(what: str, public_id: str, text: str) -> dict[str, Any]:
    """The values again; none from an empty column. Raises DoesNotFit."""
    found: dict[str, Any] = json.loads(sealing.unseal(f"attempt.{what} {public_id}", text)) if text else {}
    return found
