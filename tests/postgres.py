"""A throw-away PostgreSQL server: made when the first test asks, gone with the tests, never synced to disk."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

RUSHED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "max_connections=60")


class Missing(Exception):
    """No PostgreSQL server is installed here."""


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    on_path = shutil.which(name)
    if not found and not on_path:
        raise Missing(f"{name} of PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return str(found[-1]) if found else str(on_path)


def _as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root; whoever starts it, it dies with the tests."""
    command = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        command += ["--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    return command


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def create_database(url: str, name: str) -> str:
    """A new empty database on the server of this URL; its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rsplit('/', 1)[0]}/{name}"


@contextmanager
def server(rushed: bool = True) -> Iterator[str]:
    """The URL of an empty database on a server of our own. Raises Missing."""
    initdb, postgres = _program("initdb"), _program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="savitarna-postgres-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    first = [
        initdb,
        "-D",
        str(folder / "data"),
        "-U",
        "savitarna",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run([*_as_nobody_special(), *first], check=True, capture_output=True, cwd="/")
    port = free_port()
    settings = [part for one in (RUSHED if rushed else ()) for part in ("-c", one)]
    where = ["-D", str(folder / "data"), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    running = subprocess.Popen(
        [*_as_nobody_special(), postgres, *where, *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
    url = f"postgresql://savitarna@127.0.0.1:{port}/postgres"
    try:
        _wait_for(url)
        yield create_database(url, "savitarna")
    finally:
        running.send_signal(signal.SIGINT)  # "fast": connections are cut
        running.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            psycopg.connect(url, connect_timeout=1).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within ten seconds")
