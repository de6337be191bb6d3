"""What a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from data.database import database


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []
    real = database.obj.execute_sql

    def watched(sql: str, *more: Any, **named: Any) -> Any:
        seen.append(sql)
        return real(sql, *more, **named)

    database.obj.execute_sql = watched
    try:
        yield seen
    finally:
        del database.obj.execute_sql
