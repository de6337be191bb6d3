"""What was typed and sent, kept until the journey ends: a lost line, tab or session loses nothing."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class DraftRow(peewee.Model):
        id = peewee.TextField(primary_key=True)
        owner = peewee.TextField()
        journey = peewee.TextField()
        subject = peewee.TextField()
        answers = peewee.TextField()
        typed = peewee.TextField()
        problems = peewee.TextField()
        result = peewee.TextField()
        touched_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "draft"
            strict_tables = is_sqlite
            indexes = ((("owner", "journey", "subject"), False),)

    db.create_tables([DraftRow])
