"""What must leave the house: written in the transaction of the fact, delivered by the worker (reliability.md §4)."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Outbox(peewee.Model):
        kind = peewee.TextField()
        subject = peewee.TextField()
        payload = peewee.TextField()
        created_at = peewee.BigIntegerField()
        due_at = peewee.BigIntegerField(index=True)
        attempts = peewee.BigIntegerField()
        taken_until = peewee.BigIntegerField()
        done_at = peewee.BigIntegerField(null=True)
        failed_at = peewee.BigIntegerField(null=True)
        error = peewee.TextField()
        message_id = peewee.TextField()

        class Meta:
            database = db
            table_name = "outbox"
            strict_tables = is_sqlite
            indexes = ((("kind", "subject"), True),)

    db.create_tables([Outbox])
