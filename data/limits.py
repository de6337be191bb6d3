"""Counters that hold across workers: who tried what, and when."""

import peewee
from peewee import fn

from data.database import Model, atomic, now, one_at_a_time
from rules.limits import wait_after


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
    with atomic():
        one_at_a_time(f"{bucket} {key}")
        if counted(bucket, key, seconds) >= most:
            return False
        count(bucket, key)
        return True


def seconds_to_wait(bucket: str, key: str, free: int, longest: int, seconds: int) -> int:
    """0: go on, the try is counted. Else the seconds to wait, and nothing is counted.

    The first `free` tries in `seconds` cost nothing, then one waits 1, 2, 4 … up to `longest` after the last one.
    """
    with atomic():
        one_at_a_time(f"{bucket} {key}")
        since = now() - seconds
        mine = (LimitHit.bucket == bucket) & (LimitHit.key == key) & (LimitHit.at > since)
        last: int = LimitHit.select(fn.MAX(LimitHit.at)).where(mine).scalar() or 0
        wait = wait_after(LimitHit.select().where(mine).count(), free, longest)
        if wait and last + wait > now():
            return last + wait - now()
        count(bucket, key)
        return 0


def give_back(bucket: str, key: str) -> None:
    """The last counted act was a good one: it does not count."""
    mine = LimitHit.select(fn.MAX(LimitHit.id)).where((LimitHit.bucket == bucket) & (LimitHit.key == key))
    LimitHit.delete().where(LimitHit.id.in_(mine)).execute()


def forget(bucket: str, key: str) -> None:
    """Begin anew with this key."""
    LimitHit.delete().where((LimitHit.bucket == bucket) & (LimitHit.key == key)).execute()


def forget_old(before: int) -> int:
    """Delete what was counted before this moment (epoch seconds). Returns how many."""
    deleted: int = LimitHit.delete().where(LimitHit.at < before).execute()
    return deleted
