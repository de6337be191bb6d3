"""Dated prices. Rows come from data/catalogue/tariffs.csv."""

import peewee

from data.database import Model
from data.services import Provider


class Tariff(Model):
    """A plan's price in one zone from a day on: hundred-thousandths of a euro per unit, per month for zone 'fixed'.

    A price in blocks has a row for each: `above` is the use of a month, in thousandths, from which the block begins.
    """

    provider = peewee.ForeignKeyField(Provider, backref="tariffs")
    plan = peewee.TextField()
    zone = peewee.TextField()
    valid_from = peewee.TextField()
    price = peewee.BigIntegerField(constraints=[peewee.Check("price >= 0")])
    vat_rate = peewee.BigIntegerField(default=21)
    above = peewee.BigIntegerField(default=0)

    class Meta:
        indexes = ((("provider", "plan", "zone", "valid_from", "above"), True),)
