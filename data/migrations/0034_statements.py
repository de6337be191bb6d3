"""Statements of banks: the files as they came, what they say of balances, and every movement once."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Payment(peewee.Model):
        class Meta:
            database = db

    class StatementFile(peewee.Model):
        digest = peewee.TextField(unique=True)
        body = peewee.BlobField()
        received_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "statement_file"
            strict_tables = is_sqlite

    class BankTx(peewee.Model):
        file = peewee.ForeignKeyField(StatementFile)
        account = peewee.TextField()
        reference = peewee.TextField()
        place = peewee.BigIntegerField()
        day = peewee.TextField()
        cents = peewee.BigIntegerField()
        payer_name = peewee.TextField()
        payer_account = peewee.TextField()
        text = peewee.TextField()
        payment = peewee.ForeignKeyField(Payment, null=True)
        verdict = peewee.TextField(
            constraints=[peewee.Check("verdict IN ('settled', 'sent', 'unmatched', 'review', 'handled')")]
        )
        at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "bank_tx"
            strict_tables = is_sqlite
            indexes = ((("account", "reference", "place"), True),)

    db.create_tables([StatementFile, BankTx])
