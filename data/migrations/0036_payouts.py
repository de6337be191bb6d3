"""What was paid out to providers: one batch a day, its transfers, and the allocations that each day settled."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Allocation(peewee.Model):
        class Meta:
            database = db

    class PayoutBatch(peewee.Model):
        name = peewee.TextField(unique=True)
        day = peewee.TextField(unique=True)
        payer_name = peewee.TextField()
        payer_account = peewee.TextField()
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "payout_batch"
            strict_tables = is_sqlite

    class PayoutTransfer(peewee.Model):
        batch = peewee.ForeignKeyField(PayoutBatch)
        end_to_end = peewee.TextField(unique=True)
        cents = peewee.BigIntegerField(constraints=[peewee.Check("cents > 0")])
        name = peewee.TextField()
        account = peewee.TextField()
        text = peewee.TextField()
        ultimate_debtor = peewee.TextField()

        class Meta:
            database = db
            table_name = "payout_transfer"
            strict_tables = is_sqlite

    class PayoutLine(peewee.Model):
        batch = peewee.ForeignKeyField(PayoutBatch)
        allocation = peewee.ForeignKeyField(Allocation, unique=True)

        class Meta:
            database = db
            table_name = "payout_line"
            strict_tables = is_sqlite

    db.create_tables([PayoutBatch, PayoutTransfer, PayoutLine])
