"""Until when a meter is verified, and what residents told of meters that they cannot read."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table, and widen one so that a process of the version before still writes to it."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class Meter(peewee.Model):
        class Meta:
            database = db

    class Unread(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        meter = peewee.ForeignKeyField(Meter)
        period = peewee.TextField()
        why = peewee.TextField(constraints=[peewee.Check("why IN ('out_of_order', 'no_access', 'unreadable')")])
        at = peewee.BigIntegerField()

        class Meta:
            database = db
            strict_tables = is_sqlite
            indexes = ((("meter", "period", "person"), True),)

    db.create_tables([Unread])
    until = peewee.TextField(constraints=[peewee.Default("''")])
    migrator.migrate(migrator.add_column("meter", "verified_until", until, allow_not_null=True))
