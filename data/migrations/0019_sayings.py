"""What pages of a visit said, until its sound is fetched."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class KioskVisit(peewee.Model):
        class Meta:
            database = db
            table_name = "kiosk_visit"

    class KioskSaying(peewee.Model):
        visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
        key = peewee.TextField()
        sealed = peewee.TextField()

        class Meta:
            database = db
            table_name = "kiosk_saying"
            strict_tables = is_sqlite
            indexes = ((("visit", "key"), True),)

    db.create_tables([KioskSaying])
