"""Errors that people reported."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Report(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        message = peewee.TextField()
        page = peewee.TextField()
        contact = peewee.TextField()
        language = peewee.TextField()
        created_at = peewee.BigIntegerField()
        done_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "report"
            strict_tables = is_sqlite

    db.create_tables([Report])
