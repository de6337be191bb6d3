"""The worker's doorbell: huey's own tables, in our database so that a knock commits with the fact it tells of."""

from typing import Any

from huey.contrib.sql_huey import SqlStorage


def up(migrator: Any, db: Any) -> None:
    """Create what huey's SQL storage needs."""
    storage = SqlStorage("savitarna", database=db, create_tables=False)
    db.create_tables([storage.KV, storage.Schedule, storage.Task, storage.Counter])
