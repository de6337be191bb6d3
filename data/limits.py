"""Counters that hold across workers: who tried what, and when."""

import peewee

from data.database import Model, now


class LimitHit(Model):
    """One counted act: `bucket` says of what kind, `key` of whom (a hash, never the thing itself)."""

    bucket = peewee.TextField()
    key = peewee.TextField()
    at = peewee.BigIntegerField(default=now)

    class Meta:
        indexes = ((("bucket", "key", "at"), False),)
