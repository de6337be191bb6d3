"""What strong identity linked is told on the page of services until the person has seen it."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """In one statement, without rewriting the table; a process of the version before goes on writing to it."""
    seen_at = peewee.BigIntegerField(constraints=[peewee.Default("0")])
    migrator.migrate(migrator.add_column("link_event", "seen_at", seen_at, allow_not_null=True))
