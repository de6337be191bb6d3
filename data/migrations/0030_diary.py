"""Readings that a resident notes for themselves."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class Register(peewee.Model):
        class Meta:
            database = db

    class DiaryNote(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        register = peewee.ForeignKeyField(Register)
        day = peewee.TextField()
        value = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "diary_note"
            strict_tables = is_sqlite
            primary_key = peewee.CompositeKey("person", "register", "day")
            without_rowid = is_sqlite

    db.create_tables([DiaryNote])
