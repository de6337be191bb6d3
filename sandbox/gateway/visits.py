"""The stand-in's own book of visits: one small file, nothing shared with the site's database."""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

TABLE = """CREATE TABLE IF NOT EXISTS visit (ticket TEXT PRIMARY KEY, asked TEXT NOT NULL, chosen TEXT,
told INTEGER NOT NULL DEFAULT 0)"""


@dataclass(frozen=True)
class Visit:
    """What a service asked, what the person chose at the gateway ({} so far), and whether it was told already."""

    ticket: str
    providers: list[str]
    postback: str
    custom: str
    chosen: dict[str, str]
    told: bool


@contextmanager
def _book(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "gateway.db", timeout=10)) as book:
        book.execute(TABLE)
        with book:
            yield book


def begin(folder: Path, providers: list[str], postback: str, custom: str) -> str:
    """Write a request down. Returns its ticket, which looks like a GUID."""
    sign = secrets.token_hex(16)
    ticket = "-".join((sign[:8], sign[8:12], sign[12:16], sign[16:20], sign[20:]))
    asked = json.dumps({"providers": providers, "postback": postback, "custom": custom})
    with _book(folder) as book:
        book.execute("INSERT INTO visit (ticket, asked) VALUES (?, ?)", (ticket, asked))
    return ticket


def one(folder: Path, ticket: str) -> Visit | None:
    """The visit with this ticket, or None."""
    with _book(folder) as book:
        row = book.execute("SELECT asked, chosen, told FROM visit WHERE ticket = ?", (ticket,)).fetchone()
    return Visit(ticket, **json.loads(row[0]), chosen=json.loads(row[1] or "{}"), told=bool(row[2])) if row else None


def choose(folder: Path, ticket: str, chosen: dict[str, str]) -> None:
    """The person has made up their mind."""
    with _book(folder) as book:
        book.execute("UPDATE visit SET chosen = ? WHERE ticket = ?", (json.dumps(chosen), ticket))


def tell(folder: Path, ticket: str) -> bool:
    """Whether the answer may be told now: once, and when there is one."""
    with _book(folder) as book:
        told = book.execute("UPDATE visit SET told = 1 WHERE ticket = ? AND told = 0 AND chosen NOTNULL", (ticket,))
        return told.rowcount == 1
