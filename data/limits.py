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


def counted(bucket: str, key: str, seconds: int) -> int:
    """How many acts of this kind this key did in the last `seconds`."""
    since = now() - seconds
    return LimitHit.select().where((LimitHit.bucket == bucket) & (LimitHit.key == key) & (LimitHit.at > since)).count()


def count(bucket: str, key: str) -> None:
    """One more act of this kind by this key."""
    LimitHit.create(bucket=bucket, key=key)


def take(bucket: str, key: str, most: int, seconds: int) -> bool:
    """Count one act. False, and nothing counted, when `most` acts were counted in the last `seconds`."""
    if counted(bucket, key, seconds) >= most:
        return False
    count(bucket, key)
    return True


def forget_older_than(moment: int) -> int:
    """Delete what was counted before `moment` (epoch seconds). Returns how many."""
    deleted: int = LimitHit.delete().where(LimitHit.at < moment).execute()
    return deleted
