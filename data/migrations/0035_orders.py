"""Orders at a processor: its number for a payment, and where the payer is to go."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Widen the payments so that a process of the version before still writes them."""
    for name in ("order_id", "leave_url"):
        migrator.migrate(
            migrator.add_column(
                "payment", name, peewee.TextField(constraints=[peewee.Default("''")]), allow_not_null=True
            )
        )
