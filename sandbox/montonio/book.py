"""The stand-in's own book of orders and refunds: one small file, nothing shared with the site's database."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sandbox.montonio.wire import new_uuid

TABLES = """
CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, uuid TEXT UNIQUE, reference TEXT, cents INTEGER,
status TEXT DEFAULT 'PENDING', claims TEXT, created TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')));
CREATE TABLE IF NOT EXISTS refunds (id INTEGER PRIMARY KEY, uuid TEXT UNIQUE, ordered TEXT, key TEXT UNIQUE,
cents INTEGER, status TEXT DEFAULT 'PENDING', created TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')));
"""
MONEY_CAME = ("AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "REFUNDED")
Row = dict[str, Any]


@contextmanager
def _open(folder: Path) -> Iterator[sqlite3.Connection]:
    """One writer at a time from the first statement on: two requests must not both find that there is no refund."""
    with closing(sqlite3.connect(folder / "montonio.db", timeout=10, isolation_level=None)) as book:
        book.row_factory = sqlite3.Row
        book.executescript(TABLES)
        book.execute("BEGIN IMMEDIATE")
        yield book
        book.execute("COMMIT")


def _read(row: sqlite3.Row) -> Row:
    return {**json.loads(row["claims"]), **dict(row)}


def take(folder: Path, claims: Row, cents: int) -> str | None:
    """Write an order down → its uuid; None when an order of this reference has its money.

    The older ones of the reference stay in the book, for whoever still stands at their page.
    """
    uuid, reference, marks = new_uuid(), claims["merchantReference"], ",".join("?" * len(MONEY_CAME))
    with _open(folder) as book:
        query = f"SELECT 1 FROM orders WHERE reference = ? AND status IN ({marks})"  # noqa: S608 - only marks
        if book.execute(query, (reference, *MONEY_CAME)).fetchone():
            return None
        book.execute("INSERT INTO orders (uuid, reference, cents, claims) VALUES (?, ?, ?, ?)",
                     (uuid, reference, cents, json.dumps(claims, default=float)))  # fmt: skip
    return uuid


def one(folder: Path, uuid: str) -> Row | None:
    """An order with its refunds."""
    with _open(folder) as book:
        row = book.execute("SELECT * FROM orders WHERE uuid = ?", (uuid,)).fetchone()
        back = book.execute("SELECT * FROM refunds WHERE ordered = ? ORDER BY id", (uuid,)).fetchall()
    return {**_read(row), "refunds": [dict(refund) for refund in back]} if row else None


def latest(folder: Path) -> list[Row]:
    """The last fifty orders, the newest first."""
    with _open(folder) as book:
        rows = book.execute("SELECT * FROM orders ORDER BY id DESC LIMIT 50").fetchall()
    return [_read(row) for row in rows]


def become(folder: Path, uuid: str, status: str) -> None:
    """Set the status of an order."""
    with _open(folder) as book:
        book.execute("UPDATE orders SET status = ? WHERE uuid = ?", (status, uuid))


def give_back(folder: Path, uuid: str, key: str, cents: int) -> str | None:
    """Write a refund down → its uuid; None for a key that was used. Raises ValueError when there is too little left."""
    made = new_uuid()
    with _open(folder) as book:
        if book.execute("SELECT 1 FROM refunds WHERE key = ?", (key,)).fetchone():
            return None
        (total,) = book.execute("SELECT cents FROM orders WHERE uuid = ?", (uuid,)).fetchone()
        (gone,) = book.execute("SELECT coalesce(sum(cents), 0) FROM refunds WHERE ordered = ?", (uuid,)).fetchone()
        if gone + cents > total:
            raise ValueError(gone + cents - total)
        book.execute("INSERT INTO refunds (uuid, ordered, key, cents) VALUES (?, ?, ?, ?)", (made, uuid, key, cents))
        whole = "REFUNDED" if gone + cents == total else "PARTIALLY_REFUNDED"
        book.execute("UPDATE orders SET status = ? WHERE uuid = ?", (whole, uuid))
    return made


def refunded(folder: Path, refund: str) -> None:
    """The money has gone back."""
    with _open(folder) as book:
        book.execute("UPDATE refunds SET status = 'SUCCESSFUL' WHERE uuid = ?", (refund,))


def sums(folder: Path) -> tuple[int, int]:
    """Cents that came in and that went back, for the payout."""
    with _open(folder) as book:
        (came,) = book.execute("SELECT coalesce(sum(cents), 0) FROM orders WHERE status IN "
                               "('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')").fetchone()  # fmt: skip
        (gone,) = book.execute("SELECT coalesce(sum(cents), 0) FROM refunds WHERE status = 'SUCCESSFUL'").fetchone()
    return int(came), int(gone)
