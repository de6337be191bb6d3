"""What every ring may use. `engine` runs a test on SQLite and on PostgreSQL; `client` checks each page it sees."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from data import outbox
from data.database import connect, database, migrate, open_database, rows
from data.outbox import open_queue
from settings import Settings
from tests import postgres
from tests.client import CheckingClient

CI = os.environ.get("CI") == "true"
KEPT = frozenset({"schema_migration"})


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this test process's own."""
    try:
        with postgres.server() as url:
            yield url
    except postgres.Missing as missing:
        if CI:
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database file in memory, where syncing costs nothing."""
    shm = Path("/dev/shm")
    folder = tmp_path_factory.mktemp("sqlite")
    path = shm / f"savitarna-tests-{os.getpid()}.db" if shm.is_dir() else folder / "tests.db"
    return f"sqlite:///{path}"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database built through the migrations; empty at the start of each test that asks for `tables`."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    open_database(url)
    open_queue(lambda row_id: None)
    migrate()
    yield url
    _reopen(url)
    database.close()
    for left in Path("/dev/shm").glob(f"savitarna-tests-{os.getpid()}.db*"):
        left.unlink()


def _reopen(url: str) -> None:
    """Back to this database, where a test had opened another one."""
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rsplit("/", 1)[1]
    if database.obj.database != path:
        database.close()
        open_database(url)
        outbox.open_queue(lambda row_id: None)  # the bell of the other database would wait for this one's lock
    connect()


def empty_all_tables() -> None:
    """Delete every row, in any order, but what tells which migrations were applied."""
    is_sqlite = database.param == "?"
    with database.atomic():
        closed = []
        if is_sqlite:
            database.execute_sql("PRAGMA defer_foreign_keys = ON")
            closed = _opened_ledger()
        else:
            database.execute_sql("SET LOCAL session_replication_role = replica")
        for table in database.get_tables():
            if table not in KEPT:
                database.execute_sql(f'DELETE FROM "{table}"')
        for trigger in closed:
            database.execute_sql(trigger)


def _opened_ledger() -> list[str]:
    """Take away what keeps the ledger from being emptied, if there is anything in it; gives what makes it again."""
    if not rows("SELECT 1 FROM ledger_tx LIMIT 1"):
        return []
    found = rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _sql in found:
        database.execute_sql(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


@pytest.fixture
def tables(engine: str) -> Iterator[str]:
    """Empty tables and a connection, on both engines in turn."""
    _reopen(engine)
    yield engine
    _reopen(engine)
    empty_all_tables()


@pytest.fixture(scope="session")
def settings(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    instance = tmp_path_factory.mktemp("instance")
    return Settings.from_environment({"SANDBOX": "1", "DATABASE_URL": engine, "INSTANCE": str(instance)})


@pytest.fixture(scope="session")
def site_app(settings: Settings) -> Flask:
    """One app an engine: making it costs more than most tests."""
    database.close()
    made = create_app(settings)
    made.test_client_class = CheckingClient
    return made


@pytest.fixture
def app(site_app: Flask, tables: str) -> Flask:
    return site_app


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser; each page it gets is checked (tests/client.py). `client.as_htmx` asks as the script does."""
    return app.test_client()  # type: ignore[return-value]
