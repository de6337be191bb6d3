"""The book of all requests: one small file, read and written by several processes at once."""

import json
import secrets
import sqlite3
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

TABLES = """CREATE TABLE IF NOT EXISTS asked (number INTEGER PRIMARY KEY, key TEXT UNIQUE, service TEXT, flow TEXT,
sent TEXT, person TEXT, token TEXT UNIQUE, secret TEXT, verifier TEXT, opened TEXT DEFAULT '', result TEXT DEFAULT '',
fault TEXT DEFAULT '', made_at REAL, ready_at REAL, answer TEXT DEFAULT '', polls INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS switch (service TEXT PRIMARY KEY, fault TEXT)"""
A_DAY = 24 * 60 * 60
INSERT = """INSERT INTO asked (key, service, flow, sent, person, token, secret, verifier, opened, made_at)
VALUES (:key, :service, :flow, :sent, :person, :token, :secret, :verifier, :opened, :made_at) RETURNING *"""


@dataclass(frozen=True)
class Asked:
    """One request. `key` is the service's sessionID and `number` our own; `token`, `secret` and `verifier` belong to
    Smart-ID's device links. `flow`: device-link, notification or mobile-id. `opened`: by which kind of link the phone
    has it. Once somebody has answered, `result` stands and is told from `ready_at` on."""

    number: int
    key: str
    service: str
    flow: str
    sent: dict[str, Any]
    person: str
    token: str
    secret: str
    verifier: str
    opened: str
    result: str
    fault: str
    made_at: float
    ready_at: float | None
    answer: str
    polls: int


@contextmanager
def opened_at(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own; what is written is kept when the block ends well."""
    with closing(sqlite3.connect(folder / "phone.db", timeout=10)) as book:
        for statement in TABLES.split(";"):
            book.execute(statement)
        with book:
            yield book


def _read(row: tuple[Any, ...]) -> Asked:
    values: list[Any] = [*row[:4], json.loads(row[4]), *row[5:]]
    return Asked(*values)


def write(folder: Path, service: str, flow: str, sent: dict[str, Any], person: str = "", opened_by: str = "") -> Asked:
    """A new request; `person` is '' until one is known. What is older than a day is forgotten."""
    values = {
        "key": str(UUID(bytes=secrets.token_bytes(16), version=4)),
        "service": service,
        "flow": flow,
        "sent": json.dumps(sent, ensure_ascii=False),
        "person": person,
        "token": secrets.token_hex(12),
        "secret": b64encode(secrets.token_bytes(32)).decode(),
        "verifier": secrets.token_urlsafe(32),
        "opened": opened_by,
        "made_at": time.time(),
    }
    with opened_at(folder) as book:
        book.execute("DELETE FROM asked WHERE made_at < ?", (time.time() - A_DAY,))
        row = book.execute(INSERT, values).fetchone()
    return _read(row)


def of_number(folder: Path, number: int) -> Asked | None:
    """By our own number."""
    with opened_at(folder) as book:
        row = book.execute("SELECT * FROM asked WHERE number = ?", (number,)).fetchone()
    return _read(row) if row else None


def of_key(folder: Path, service: str, key: str, forgotten_after: float) -> Asked | None:
    """By the sessionID; a session older than so many seconds is gone."""
    with opened_at(folder) as book:
        row = book.execute("SELECT * FROM asked WHERE service = ? AND key = ? AND made_at > ?",
                           (service, key, time.time() - forgotten_after)).fetchone()  # fmt: skip
    return _read(row) if row else None


def of_token(folder: Path, token: str) -> Asked | None:
    """By the sessionToken of a device link."""
    with opened_at(folder) as book:
        row = book.execute("SELECT * FROM asked WHERE token = ? AND flow = 'device-link'", (token,)).fetchone()
    return _read(row) if row else None


def latest(folder: Path, since: float) -> list[Asked]:
    """The requests made after this moment (Unix time), the newest first, at most thirty."""
    with opened_at(folder) as book:
        rows = book.execute("SELECT * FROM asked WHERE made_at > ? ORDER BY number DESC LIMIT 30", (since,)).fetchall()
    return [_read(row) for row in rows]


def note_opened(folder: Path, number: int, by: str) -> None:
    """The phone has it, by a QR, Web2App or App2App link."""
    with opened_at(folder) as book:
        book.execute("UPDATE asked SET opened = ? WHERE number = ? AND ready_at IS NULL", (by, number))


def settle(folder: Path, number: int, person: str, result: str, fault: str, after: float = 0) -> bool:
    """Somebody has answered; the service tells it after so many seconds. False when it was answered before."""
    with opened_at(folder) as book:
        changed = book.execute(
            "UPDATE asked SET person = ?, result = ?, fault = ?, ready_at = ? WHERE number = ? AND ready_at IS NULL",
            (person, result, fault, time.time() + after, number),
        ).rowcount
    return changed == 1


def note_poll(folder: Path, number: int) -> int:
    """Count a poll; its number tells later whether another one has come since."""
    with opened_at(folder) as book:
        book.execute("UPDATE asked SET polls = polls + 1 WHERE number = ?", (number,))
        polls: int = book.execute("SELECT polls FROM asked WHERE number = ?", (number,)).fetchone()[0]
    return polls


def kept_answer(asked: Asked) -> dict[str, Any] | None:
    """What was told before, or None."""
    told: dict[str, Any] | None = json.loads(asked.answer) if asked.answer else None
    return told


def keep_answer(folder: Path, number: int, answer: dict[str, Any]) -> dict[str, Any]:
    """Write the answer down unless one is there; what is there afterwards, so that every poll hears the same."""
    with opened_at(folder) as book:
        book.execute("UPDATE asked SET answer = ? WHERE number = ? AND answer = ''", (json.dumps(answer), number))
        (kept,) = book.execute("SELECT answer FROM asked WHERE number = ?", (number,)).fetchone()
    told: dict[str, Any] = json.loads(kept)
    return told
