"""Bills as the providers sent them."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Account(peewee.Model):
        class Meta:
            database = db
            table_name = "account"

    class Bill(peewee.Model):
        public_id = peewee.TextField(unique=True)
        account = peewee.ForeignKeyField(Account)
        number = peewee.TextField()
        period = peewee.TextField()
        issued = peewee.TextField()
        due = peewee.TextField()
        amount = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "bill"
            strict_tables = is_sqlite
            indexes = ((("account", "number"), True),)

    class BillLine(peewee.Model):
        bill = peewee.ForeignKeyField(Bill, on_delete="CASCADE")
        place = peewee.BigIntegerField()
        title = peewee.TextField()
        quantity = peewee.BigIntegerField()
        unit_price = peewee.BigIntegerField()
        amount = peewee.BigIntegerField()
        vat_rate = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "bill_line"
            strict_tables = is_sqlite
            indexes = ((("bill", "place"), True),)

    db.create_tables([Bill, BillLine])
