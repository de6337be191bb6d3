"""Numbers of receipts: without gaps within a year, because the counter moves in the transaction of the fact."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class ReceiptCounter(peewee.Model):
        year = peewee.BigIntegerField(primary_key=True)
        last = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "receipt_counter"
            strict_tables = is_sqlite

    db.create_tables([ReceiptCounter])
