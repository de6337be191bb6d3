"""Wishes to correct what can no longer be corrected by oneself."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class Declaration(peewee.Model):
        class Meta:
            database = db

    class Correction(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        declaration = peewee.ForeignKeyField(Declaration)
        open_of = peewee.BigIntegerField(unique=True, null=True)
        wanted = peewee.TextField()
        reason = peewee.TextField()
        words = peewee.TextField()
        state = peewee.TextField(constraints=[peewee.Check("state IN ('open', 'accepted', 'declined')")])
        answer = peewee.TextField()
        number = peewee.TextField()
        created_at = peewee.BigIntegerField()
        settled_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            strict_tables = is_sqlite

    db.create_tables([Correction])
