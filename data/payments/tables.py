"""Payments: attempts with named states, what each is for, and every message a bank has sent."""

import peewee

from data.bills import Bill
from data.database import Model, new_id, now
from data.people import Person
from data.readings import Declaration
from data.services import Account


class Payment(Model):
    """One attempt to pay. `stamp` is its name at the bank (VK_STAMP, 20 characters); `amount` in cents is frozen."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    stamp = peewee.TextField(unique=True)
    person = peewee.ForeignKeyField(Person, backref="payments")
    method = peewee.TextField()
    amount = peewee.BigIntegerField(constraints=[peewee.Check("amount > 0")])
    currency = peewee.TextField(default="EUR")
    state = peewee.TextField(
        default="created",
        constraints=[
            peewee.Check(
                "state IN ('created', 'redirected', 'pending', 'paid', 'review', 'failed', 'expired', 'reversed', "
                "'part_refunded', 'refunded')"
            )
        ],
    )
    version = peewee.BigIntegerField(default=0)
    created_at = peewee.BigIntegerField(default=now)
    changed_at = peewee.BigIntegerField(default=now)
    arrived = peewee.BigIntegerField(default=0)
    refunded = peewee.BigIntegerField(default=0)
    bank_reference = peewee.TextField(default="")
    payer_account = peewee.TextField(default="")
    payer_name = peewee.TextField(default="")
    number = peewee.TextField(unique=True, null=True)
    order_id = peewee.TextField(default="")
    leave_url = peewee.TextField(default="")


class PaymentItem(Model):
    """What a payment is for: a bill, a declared sum, or an own amount to an account; cents frozen when it starts."""

    payment = peewee.ForeignKeyField(Payment, backref="items", on_delete="CASCADE")
    account = peewee.ForeignKeyField(Account)
    bill = peewee.ForeignKeyField(Bill, null=True, backref="payment_items")
    declaration = peewee.ForeignKeyField(Declaration, null=True, backref="payment_items")
    title = peewee.TextField()
    amount = peewee.BigIntegerField(constraints=[peewee.Check("amount > 0")])


class BankMessage(Model):
    """A message of a bank, stored raw before anything else happens to it; `verdict` says what came of it."""

    bank = peewee.TextField()
    way = peewee.TextField(constraints=[peewee.Check("way IN ('browser', 'server', 'poll', 'statement', 'staff')")])
    body = peewee.BlobField()
    digest = peewee.TextField()
    received_at = peewee.BigIntegerField(default=now)
    verdict = peewee.TextField(default="stored")
    dedup_key = peewee.TextField(unique=True, null=True)
    payment = peewee.ForeignKeyField(Payment, null=True, backref="messages")
    handled_at = peewee.BigIntegerField(null=True)
