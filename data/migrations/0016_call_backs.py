"""Who asked to be called."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class CallBack(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        sealed_phone = peewee.TextField()
        about = peewee.TextField()
        language = peewee.TextField()
        begins_at = peewee.BigIntegerField()
        ends_at = peewee.BigIntegerField()
        created_at = peewee.BigIntegerField()
        done_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "call_back"
            strict_tables = is_sqlite

    db.create_tables([CallBack])
