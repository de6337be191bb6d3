"""Photos of meters."""

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

    class Photo(peewee.Model):
        public_id = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        declaration = peewee.ForeignKeyField(Declaration)
        digest = peewee.TextField()
        state = peewee.TextField(constraints=[peewee.Check("state IN ('new', 'ready', 'bad')")])
        content = peewee.BlobField()
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            strict_tables = is_sqlite
            indexes = ((("declaration", "digest"), True),)

    db.create_tables([Photo])
