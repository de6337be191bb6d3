"""Dated prices. Rows come from data/catalogue/tariffs.csv."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Provider(peewee.Model):
        class Meta:
            database = db
            table_name = "provider"

    class Tariff(peewee.Model):
        provider = peewee.ForeignKeyField(Provider)
        plan = peewee.TextField()
        zone = peewee.TextField()
        valid_from = peewee.TextField()
        price = peewee.BigIntegerField(constraints=[peewee.Check("price >= 0")])
        vat_rate = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "tariff"
            strict_tables = is_sqlite
            indexes = ((("provider", "plan", "zone", "valid_from"), True),)

    db.create_tables([Tariff])
