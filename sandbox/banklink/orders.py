"""The stand-in's own book of orders: one small file, nothing shared with the site's database."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TABLE = """CREATE TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY, bank TEXT, stamp TEXT, fields TEXT,
state TEXT DEFAULT 'waiting', UNIQUE (bank, stamp))"""
Order = dict[str, str]


@contextmanager
def _book(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "bank.db", timeout=10)) as book:
        book.execute(TABLE)
        with book:
            yield book


def _read(row: tuple[int, str, str, str]) -> Order:
    fields: Order = json.loads(row[2])
    return fields | {"id": str(row[0]), "bank": row[1], "state": row[3]}


def take(folder: Path, bank: str, fields: dict[str, str]) -> int | None:
    """Write an order down; the same order again is the same entry, another one under its stamp is None."""
    kept = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    with _book(folder) as book:
        book.execute("INSERT OR IGNORE INTO taken (bank, stamp, fields) VALUES (?, ?, ?)",
                     (bank, fields["VK_STAMP"], kept))  # fmt: skip
        found = book.execute("SELECT id, fields FROM taken WHERE bank = ? AND stamp = ?", (bank, fields["VK_STAMP"]))
        number, before = found.fetchone()
    return int(number) if json.loads(before)["VK_AMOUNT"] == fields["VK_AMOUNT"] else None


def one(folder: Path, bank: str, number: int) -> Order | None:
    """The order of this number at this bank, or None."""
    with _book(folder) as book:
        row = book.execute(
            "SELECT id, bank, fields, state FROM taken WHERE bank = ? AND id = ?", (bank, number)
        ).fetchone()
    return _read(row) if row else None


def latest(folder: Path) -> list[Order]:
    """The last fifty orders at all banks, the newest first."""
    with _book(folder) as book:
        rows = book.execute("SELECT id, bank, fields, state FROM taken ORDER BY id DESC LIMIT 50").fetchall()
    return [_read(row) for row in rows]


def become(folder: Path, number: int, state: str) -> None:
    """waiting, paid, delayed or refused."""
    with _book(folder) as book:
        book.execute("UPDATE taken SET state = ? WHERE id = ?", (state, number))
