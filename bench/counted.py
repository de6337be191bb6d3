"""Instructions of one answer, counted by callgrind: they repeat, whatever else the machine is doing.

`python -m bench.counted APP PATH TOKEN COUNT` asks an app COUNT times inside this process; `instructions` does so twice
under valgrind and divides the difference, so that starting and importing do not count.
"""

import importlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FEW, MANY = 20, 220


def ask(app_name: str, path: str, token: str, count: int) -> None:
    app = importlib.import_module(app_name).create_app()
    for _ in range(count):
        answer(app, path, token)


def answer(app: Any, path: str, token: str) -> bytes:
    """One answer of a WSGI app inside this process, as htmx asks for it."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": f"session={token}",
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TARGET": "main#main",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return b"".join(app(environ, expect_ok))


def expect_ok(status: str, _headers: object, _error: object = None) -> None:
    assert status == "200 OK", status


def _collected(app_name: str, path: str, token: str, count: int, environment: dict[str, str]) -> int:
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-m", "bench.counted"]
    done = subprocess.run(
        [*valgrind, app_name, path, token or "-", str(count)],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found, done.stderr
    return int(found[1])


def instructions(app_name: str, path: str, token: str, environment: dict[str, str]) -> int:
    """Instructions of one answer of this app."""
    few, many = (_collected(app_name, path, token, count, environment) for count in (FEW, MANY))
    return (many - few) // (MANY - FEW)


if __name__ == "__main__":
    ask(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
