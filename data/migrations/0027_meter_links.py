"""Links that open one meter, and who was reminded of what."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables, and widen one so that a process of the version before still writes to it."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class Meter(peewee.Model):
        class Meta:
            database = db

    class MeterLink(peewee.Model):
        public_id = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        meter = peewee.ForeignKeyField(Meter)
        period = peewee.TextField()
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "meter_link"
            strict_tables = is_sqlite
            indexes = ((("person", "meter", "period"), True),)

    class Reminder(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        meter = peewee.ForeignKeyField(Meter)
        period = peewee.TextField()
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            strict_tables = is_sqlite
            indexes = ((("person", "meter", "period"), True),)

    db.create_tables([MeterLink, Reminder])
    days = peewee.BigIntegerField(constraints=[peewee.Default("3")])
    migrator.migrate(migrator.add_column("person", "remind_days", days, allow_not_null=True))
