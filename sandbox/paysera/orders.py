"""The stand-in's own book of requests: one small file, nothing shared with the site's database."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TABLE = """CREATE TABLE IF NOT EXISTS asked (id INTEGER PRIMARY KEY, orderid TEXT UNIQUE, fields TEXT,
state TEXT DEFAULT 'waiting')"""
Order = dict[str, str]


@contextmanager
def _book(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "paysera.db", timeout=10)) as book:
        book.execute(TABLE)
        with book:
            yield book


def _read(row: tuple[int, str, str]) -> Order:
    fields: Order = json.loads(row[1])
    return fields | {"id": str(row[0]), "state": row[2]}


def take(folder: Path, fields: dict[str, str]) -> int | None:
    """Write a request down; the same one again is the same entry, another sum under its orderid is None."""
    with _book(folder) as book:
        book.execute("INSERT OR IGNORE INTO asked (orderid, fields) VALUES (?, ?)",
                     (fields["orderid"], json.dumps(fields, ensure_ascii=False)))  # fmt: skip
        found = book.execute("SELECT id, fields FROM asked WHERE orderid = ?", (fields["orderid"],))
        number, before = found.fetchone()
    kept = json.loads(before)
    is_same = all(kept[name] == fields[name] for name in ("amount", "currency"))
    return int(number) if is_same else None


def one(folder: Path, number: int) -> Order | None:
    """The request of this number, or None."""
    with _book(folder) as book:
        row = book.execute("SELECT id, fields, state FROM asked WHERE id = ?", (number,)).fetchone()
    return _read(row) if row else None


def latest(folder: Path) -> list[Order]:
    """The last fifty requests, the newest first."""
    with _book(folder) as book:
        rows = book.execute("SELECT id, fields, state FROM asked ORDER BY id DESC LIMIT 50").fetchall()
    return [_read(row) for row in rows]


def become(folder: Path, number: int, state: str) -> None:
    """waiting, paid, delayed or refused."""
    with _book(folder) as book:
        book.execute("UPDATE asked SET state = ? WHERE id = ?", (state, number))
