"""Terminals, the tickets that begin visits, the visits, and what leaves them: on paper or for a telephone."""

from typing import Any

import peewee

from data.database import Model, new_id, now
from data.people import Person


class Kiosk(Model):
    """One terminal. Its code is sealed for staff to read and hashed to be found; of its secret only the hash is kept.

    `beat` is the last one as JSON; `order` what the answer to the next one tells it to do; `alarmed_at` the last mail.
    """

    public_id = peewee.TextField(unique=True, default=new_id)
    place = peewee.TextField()
    street = peewee.TextField()
    state = peewee.TextField(
        default="waiting", constraints=[peewee.Check("state IN ('waiting', 'active', 'paused', 'revoked')")]
    )
    code_hash = peewee.TextField(unique=True, null=True)
    sealed_code = peewee.TextField(default="")
    code_until = peewee.BigIntegerField(default=0)
    secret_hash = peewee.TextField(unique=True, null=True)
    created_at = peewee.BigIntegerField(default=now)
    enrolled_at = peewee.BigIntegerField(default=0)
    beat_at = peewee.BigIntegerField(default=0)
    beat = peewee.TextField(default="{}")
    order = peewee.TextField(default="")
    alarmed_at = peewee.BigIntegerField(default=0)


class KioskTicket(Model):
    """Begins one visit, within a minute and once. `has_agent` is false for one that staff opened in their browser."""

    kiosk = peewee.ForeignKeyField(Kiosk, on_delete="CASCADE")
    token_hash = peewee.TextField(unique=True)
    has_agent = peewee.BooleanField()
    expires_at = peewee.BigIntegerField(index=True)


class KioskVisit(Model):
    """One person's time at the screen. `browser` is the hash of the browser's own token, which changes at sign-in."""

    kiosk = peewee.ForeignKeyField(Kiosk, on_delete="CASCADE")
    token_hash = peewee.TextField(unique=True)
    browser = peewee.TextField(index=True)
    has_agent = peewee.BooleanField()
    is_calm = peewee.BooleanField(default=False)
    began_at = peewee.BigIntegerField(default=now)
    seen_at = peewee.BigIntegerField(default=now)
    ended_at = peewee.BigIntegerField(null=True, index=True)
    ended_by = peewee.TextField(default="")


class KioskJob(Model):
    """One slip to be printed: `number` is a receipt's, or a payment's public id while nobody knows how it ended."""

    public_id = peewee.TextField(unique=True, default=new_id)
    visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    number = peewee.TextField()
    language = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    taken_at = peewee.BigIntegerField(default=0)


class KioskHandOff(Model):
    """A visit that may go on on a telephone, at `path`. Its code is made of `nonce` and our key, and kept as a hash.

    `taker` is the hash of the token that the browser had which has gone on.
    """

    visit_id: Any
    nonce = peewee.TextField(unique=True)
    code_hash = peewee.TextField(unique=True)
    visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    path = peewee.TextField()
    language = peewee.TextField()
    state = peewee.TextField(default="waiting", constraints=[peewee.Check("state IN ('waiting', 'taken', 'ended')")])
    tries = peewee.BigIntegerField(default=0)
    taker = peewee.TextField(default="")
    expires_at = peewee.BigIntegerField()
