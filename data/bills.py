"""Bills as the providers sent them."""

import peewee

from data.database import Model, new_id
from data.services import Account


class Bill(Model):
    """A bill of an account; `amount` in cents is the sum of its lines, negative for a credit."""

    public_id = peewee.TextField(unique=True, default=new_id)
    account = peewee.ForeignKeyField(Account, backref="bills")
    number = peewee.TextField()
    period = peewee.TextField()
    issued = peewee.TextField()
    due = peewee.TextField()
    amount = peewee.BigIntegerField()

    class Meta:
        indexes = ((("account", "number"), True),)


class BillLine(Model):
    """One line as printed: quantity in thousandths, unit price in hundred-thousandths of a euro, amount in cents."""

    bill = peewee.ForeignKeyField(Bill, backref="lines", on_delete="CASCADE")
    place = peewee.BigIntegerField()
    title = peewee.TextField()
    quantity = peewee.BigIntegerField()
    unit_price = peewee.BigIntegerField()
    amount = peewee.BigIntegerField()
    vat_rate = peewee.BigIntegerField()

    class Meta:
        indexes = ((("bill", "place"), True),)
