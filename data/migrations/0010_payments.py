"""Payments: attempts with named states, what each is for, and every message a bank has sent."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db
            table_name = "person"

    class Account(peewee.Model):
        class Meta:
            database = db
            table_name = "account"

    class Bill(peewee.Model):
        class Meta:
            database = db
            table_name = "bill"

    class Declaration(peewee.Model):
        class Meta:
            database = db
            table_name = "declaration"

    class Payment(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        stamp = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person)
        method = peewee.TextField()
        amount = peewee.BigIntegerField(constraints=[peewee.Check("amount > 0")])
        currency = peewee.TextField()
        state = peewee.TextField(
            constraints=[
                peewee.Check("state IN ('created', 'redirected', 'pending', 'paid', 'review', 'failed', 'expired')")
            ]
        )
        version = peewee.BigIntegerField()
        created_at = peewee.BigIntegerField()
        changed_at = peewee.BigIntegerField()
        arrived = peewee.BigIntegerField()
        bank_reference = peewee.TextField()
        payer_account = peewee.TextField()
        payer_name = peewee.TextField()
        number = peewee.TextField(unique=True, null=True)

        class Meta:
            database = db
            table_name = "payment"
            strict_tables = is_sqlite

    class BankMessage(peewee.Model):
        bank = peewee.TextField()
        way = peewee.TextField(constraints=[peewee.Check("way IN ('browser', 'server')")])
        body = peewee.BlobField()
        digest = peewee.TextField()
        received_at = peewee.BigIntegerField()
        verdict = peewee.TextField()
        dedup_key = peewee.TextField(unique=True, null=True)
        payment = peewee.ForeignKeyField(Payment, null=True)
        handled_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "bank_message"
            strict_tables = is_sqlite

    class PaymentItem(peewee.Model):
        payment = peewee.ForeignKeyField(Payment, on_delete="CASCADE")
        account = peewee.ForeignKeyField(Account)
        bill = peewee.ForeignKeyField(Bill, null=True)
        declaration = peewee.ForeignKeyField(Declaration, null=True)
        title = peewee.TextField()
        amount = peewee.BigIntegerField(constraints=[peewee.Check("amount > 0")])

        class Meta:
            database = db
            table_name = "payment_item"
            strict_tables = is_sqlite

    db.create_tables([Payment, BankMessage, PaymentItem])
