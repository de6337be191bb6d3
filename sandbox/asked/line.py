"""Faults of the line itself: silence, and a connection that breaks."""

import socket
import time
from select import select
from typing import Any

from werkzeug.wrappers import Response


def _socket(environ: dict[str, Any]) -> socket.socket | None:
    found: socket.socket | None = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    return found


def broken(environ: dict[str, Any], fault: str, hangs: float) -> Response | None:
    """What a caller gets from a line with the fault `hang` or `drop`; None with any other."""
    if fault == "hang":
        return hang(environ, hangs)
    return drop(environ) if fault == "drop" else None


def drop(environ: dict[str, Any]) -> Response:
    """Break the connection before any byte of an answer."""
    line = _socket(environ)
    if line:
        line.shutdown(socket.SHUT_RDWR)
    return Response(status=503)


def hang(environ: dict[str, Any], seconds: float) -> Response:
    """Say nothing for so long, or until the caller has hung up; then break the connection."""
    line, until = _socket(environ), time.monotonic() + seconds
    while time.monotonic() < until and not _hung_up(line):
        time.sleep(0.1)
    return drop(environ)


def _hung_up(line: socket.socket | None) -> bool:
    if line is None or not select([line], [], [], 0)[0]:
        return False
    try:
        return line.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True
