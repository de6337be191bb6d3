"""Declared readings: every version is kept, the latest one counts."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db
            table_name = "person"

    class Meter(peewee.Model):
        class Meta:
            database = db
            table_name = "meter"

    class Register(peewee.Model):
        class Meta:
            database = db
            table_name = "register"

    class Declaration(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        number = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, null=True)
        meter = peewee.ForeignKeyField(Meter)
        period = peewee.TextField()
        version = peewee.BigIntegerField()
        state = peewee.TextField(constraints=[peewee.Check("state IN ('declared', 'replaced', 'withdrawn')")])
        channel = peewee.TextField()
        declared_at = peewee.BigIntegerField()
        total = peewee.BigIntegerField(null=True)
        lines = peewee.TextField()
        flags = peewee.TextField()

        class Meta:
            database = db
            table_name = "declaration"
            strict_tables = is_sqlite
            indexes = ((("meter", "period", "version"), True),)

    class Reading(peewee.Model):
        register = peewee.ForeignKeyField(Register)
        period = peewee.TextField()
        version = peewee.BigIntegerField()
        declaration = peewee.ForeignKeyField(Declaration, null=True)
        value = peewee.BigIntegerField(constraints=[peewee.Check("value >= 0")])
        previous = peewee.BigIntegerField()
        used = peewee.BigIntegerField()
        declared_at = peewee.BigIntegerField()
        is_valid = peewee.BooleanField()

        class Meta:
            database = db
            table_name = "reading"
            strict_tables = is_sqlite
            primary_key = peewee.CompositeKey("register", "period", "version")
            without_rowid = is_sqlite

    db.create_tables([Declaration, Reading])
