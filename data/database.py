"""The one connection to what we keep: SQLite in the box, PostgreSQL by DATABASE_URL (reliability.md §1)."""

import secrets
import time
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import peewee
from playhouse.migrations import Runner

database = peewee.DatabaseProxy()
MIGRATIONS = Path(__file__).parent / "migrations"
SAFE_SQLITE = (3, 51, 3)  # older ones can corrupt the file when two connections write the WAL at once
# pysqlite3 keeps the most used statements; once its shelf is full, a new hot one is thrown out again at each use and
# prepared anew, which costs more than running it. There are a few hundred different ones in all.
STATEMENTS = 2000
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 1000}


DatabaseFault = peewee.PeeweeException  # of any kind: what was to be written may be written later


class NotFound(Exception):
    """The thing is not there, or is not theirs: nobody can tell which."""


class Model(peewee.Model):
    """Base of every model. Tables are made by the migrations alone, which also ask SQLite for strict column types."""

    id: Any
    public_id: Any
    person: Any
    person_id: Any

    class Meta:
        database = database
        legacy_table_names = False


Kind = TypeVar("Kind", bound=Model)


def open_database(url: str, sandbox: bool = False) -> None:
    """Point every model at the database of this URL. Connections open later, one per thread, after any fork."""
    is_sqlite = url.startswith("sqlite")
    database.initialize(_sqlite(url.removeprefix("sqlite:///"), sandbox) if is_sqlite else _postgresql(url))


def _sqlite(path: str, sandbox: bool) -> peewee.SqliteDatabase:
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    opened = peewee.SqliteDatabase(
        path, pragmas=PRAGMAS, timeout=5, autoconnect=False, lock_type="IMMEDIATE", cached_statements=STATEMENTS
    )
    if opened.server_version < SAFE_SQLITE and not sandbox:
        raise RuntimeError(
            f"SQLite {opened.server_version} can corrupt its file: install pysqlite3 of requirements.txt"
        )
    return opened


def _postgresql(url: str) -> peewee.PostgresqlDatabase:
    """`?prepare_threshold=5` has the server keep statements it has seen five times: half the time of an Iki page.

    Not by itself: behind PgBouncer before 1.21, in transaction mode, prepared statements are another client's.
    """
    part = urlsplit(url)
    threshold = parse_qs(part.query).get("prepare_threshold", ["0"])[0]
    return peewee.PostgresqlDatabase(
        part.path.lstrip("/"),
        host=part.hostname,
        port=part.port,
        user=part.username,
        password=part.password,
        autoconnect=False,
        prefer_psycopg3=True,
        prepare_threshold=int(threshold) or None,
        connect_timeout=3,
    )


def connect() -> None:
    """Give this thread a connection that works; one that died with the database is replaced."""
    if not database.is_connection_usable():
        database.close()
        database.connect()


def migrate() -> list[str]:
    """Bring the tables up to date. Returns the names of the migrations that were applied."""
    connect()
    applied: list[str] = Runner(database.obj, str(MIGRATIONS)).up()
    return applied


def atomic() -> Any:
    """One transaction: on SQLite the write lock is taken at once, so reading before writing is safe."""
    return database.atomic()


def locked(query: Any) -> Any:
    """The query with its rows locked until the transaction ends. SQLite already holds the one write lock.

    Rows that refer to these may still be added: a session that has begun in the same transaction on both sides would
    otherwise wait for its twin, and the twin for it.
    """
    return query.for_update("FOR NO KEY UPDATE") if isinstance(database.obj, peewee.PostgresqlDatabase) else query


def standing(query: Any) -> Any:
    """The query's rows that nobody is changing now; nobody will until the transaction ends. It waits for no one."""
    return query.for_update("FOR SHARE", skip_locked=True) if database.param == "%s" else query


@cache
def _constant(sql: str, mark: str) -> str:
    return sql.replace("?", mark)


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a constant statement written with `?`. For hot pages; everything else goes through the models."""
    found: list[tuple[Any, ...]] = database.execute_sql(_constant(sql, database.param), values).fetchall()
    return found


def row(sql: str, *values: Any) -> tuple[Any, ...] | None:
    """The only row of a constant statement, or None."""
    found = rows(sql, *values)
    return found[0] if found else None


def one_at_a_time(name: str) -> None:
    """Until the transaction ends nobody else passes here with this name. SQLite already holds the one write lock."""
    if isinstance(database.obj, peewee.PostgresqlDatabase):
        row("SELECT pg_advisory_xact_lock(hashtext(?))", name)


def owned_by(person_id: int, model: type[Kind], public_id: str) -> Kind:
    """The one door to owned things. Raises NotFound alike for what is missing and for what is somebody else's."""
    found: Kind | None = model.get_or_none((model.public_id == public_id) & (model.person == person_id))
    if found is None:
        raise NotFound
    return found


def new_id() -> str:
    """A public id: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def is_id(sent: str) -> bool:
    """Whether a text that came in looks like an id of ours."""
    return len(sent) == 22 and sent.replace("-", "").replace("_", "").isalnum() and sent.isascii()


def now() -> int:
    """The present moment in epoch seconds, UTC."""
    return int(time.time())
