"""What leaves a visit at a terminal: slips to be printed, and codes with which it goes on on a telephone."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db

    class KioskVisit(peewee.Model):
        class Meta:
            database = db
            table_name = "kiosk_visit"

    class KioskJob(peewee.Model):
        public_id = peewee.TextField(unique=True)
        visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        number = peewee.TextField()
        language = peewee.TextField()
        created_at = peewee.BigIntegerField()
        taken_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "kiosk_job"
            strict_tables = is_sqlite

    class KioskHandOff(peewee.Model):
        nonce = peewee.TextField(unique=True)
        code_hash = peewee.TextField(unique=True)
        visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        path = peewee.TextField()
        language = peewee.TextField()
        state = peewee.TextField(constraints=[peewee.Check("state IN ('waiting', 'taken', 'ended')")])
        tries = peewee.BigIntegerField()
        taker = peewee.TextField()
        expires_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "kiosk_hand_off"
            strict_tables = is_sqlite

    db.create_tables([KioskJob, KioskHandOff])
