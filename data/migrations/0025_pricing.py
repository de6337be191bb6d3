"""A provider's rule for months without a reading, and prices in blocks."""

from typing import Any

import peewee

OF_ONE_PRICE = ("provider_id", "plan", "zone", "valid_from")


def up(migrator: Any, db: Any) -> None:
    """Widen two tables; a process of the version before goes on writing to both."""
    pricing = peewee.TextField(constraints=[peewee.Default("'declaration_month'")])
    migrator.migrate(migrator.add_column("provider", "pricing", pricing, allow_not_null=True))
    above = peewee.BigIntegerField(constraints=[peewee.Default("0")])
    migrator.migrate(migrator.add_column("tariff", "above", above, allow_not_null=True))
    migrator.migrate(migrator.drop_index("tariff", f"tariff_{'_'.join(OF_ONE_PRICE)}"))
    migrator.migrate(migrator.add_index("tariff", (*OF_ONE_PRICE, "above"), unique=True))
