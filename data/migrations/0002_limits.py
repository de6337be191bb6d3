"""Counters that hold across workers: who tried what, and when."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class LimitHit(peewee.Model):
        bucket = peewee.TextField()
        key = peewee.TextField()
        at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "limit_hit"
            strict_tables = is_sqlite
            indexes = ((("bucket", "key", "at"), False),)

    db.create_tables([LimitHit])
