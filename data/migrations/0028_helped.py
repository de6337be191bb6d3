"""What helpers declare for others."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class Meter(peewee.Model):
        class Meta:
            database = db

    class Helped(peewee.Model):
        public_id = peewee.TextField(unique=True)
        helper = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        meter = peewee.ForeignKeyField(Meter)
        period = peewee.TextField()
        number = peewee.TextField()
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            strict_tables = is_sqlite
            indexes = ((("helper", "meter", "period"), True),)

    db.create_tables([Helped])
