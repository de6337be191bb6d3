"""Terminals, their tickets, and the visits of people at them."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Kiosk(peewee.Model):
        public_id = peewee.TextField(unique=True)
        place = peewee.TextField()
        street = peewee.TextField()
        state = peewee.TextField(constraints=[peewee.Check("state IN ('waiting', 'active', 'paused', 'revoked')")])
        code_hash = peewee.TextField(unique=True, null=True)
        sealed_code = peewee.TextField()
        code_until = peewee.BigIntegerField()
        secret_hash = peewee.TextField(unique=True, null=True)
        created_at = peewee.BigIntegerField()
        enrolled_at = peewee.BigIntegerField()
        beat_at = peewee.BigIntegerField()
        beat = peewee.TextField()
        order = peewee.TextField()
        alarmed_at = peewee.BigIntegerField()

        class Meta:
            database = db
            strict_tables = is_sqlite

    class KioskTicket(peewee.Model):
        kiosk = peewee.ForeignKeyField(Kiosk, on_delete="CASCADE")
        token_hash = peewee.TextField(unique=True)
        has_agent = peewee.BooleanField()
        expires_at = peewee.BigIntegerField(index=True)

        class Meta:
            database = db
            table_name = "kiosk_ticket"
            strict_tables = is_sqlite

    class KioskVisit(peewee.Model):
        kiosk = peewee.ForeignKeyField(Kiosk, on_delete="CASCADE")
        token_hash = peewee.TextField(unique=True)
        browser = peewee.TextField(index=True)
        has_agent = peewee.BooleanField()
        is_calm = peewee.BooleanField()
        began_at = peewee.BigIntegerField()
        seen_at = peewee.BigIntegerField()
        ended_at = peewee.BigIntegerField(null=True, index=True)
        ended_by = peewee.TextField()

        class Meta:
            database = db
            table_name = "kiosk_visit"
            strict_tables = is_sqlite

    db.create_tables([Kiosk, KioskTicket, KioskVisit])
