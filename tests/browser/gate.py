"""A gate on the way from Chromium to the site, where a line and the proxies on it break as they do in life.

It is the browser's HTTP proxy, so that the address of the site, its cookies and its origin stay what they are.
Chromium sends a lost POST again by itself once or twice (measured), so a trouble lasts until it is lifted.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

HOP = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "content-length"}
RESET = struct.pack("ii", 1, 0)  # close without a farewell
PATIENCE = 60  # seconds
TROUBLES = ("reset", "502", "swallowed")


class Gate(ThreadingHTTPServer):
    """`trouble` befalls each POST of a step: "reset" and "502" never reach the site; "swallowed" is done by the site,
    and its answer lost. `line` is cleared while nothing passes at all. `passed` is what the site has got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.trouble, self.passed, self.line = "", [], Event()
        self.line.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone away is no news."""


class _Passing(BaseHTTPRequestHandler):
    server: Gate

    def do_GET(self) -> None:
        """Let one request through, or not."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path)._replace(scheme="", netloc="").geturl()
        self.server.line.wait(PATIENCE)
        is_step = self.command == "POST" and not path.endswith("/sum")
        trouble = self.server.trouble if is_step else ""
        if trouble == "reset":
            self._reset()
        elif trouble == "502":
            self._answer(502, [("Content-Type", "text/html")], b"<h1>Bad gateway</h1>")
        else:
            status, headers, answer = self._ask(path, body)
            self.server.passed.append(f"{self.command} {path}")
            self._reset() if trouble == "swallowed" else self._answer(status, headers, answer)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def _ask(self, path: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        site = HTTPConnection(urlsplit(self.path).netloc, timeout=PATIENCE)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        site.request(self.command, path, body or None, headers | {"Connection": "close"})
        answer = site.getresponse()
        told = answer.status, answer.getheaders(), answer.read()
        site.close()
        return told

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        os.close(self.connection.detach())

    def log_message(self, *_args: Any) -> None:
        """The site has a log."""


@contextmanager
def opened() -> Iterator[Gate]:
    """A gate that stands open."""
    with Gate() as gate:
        Thread(target=gate.serve_forever, daemon=True).start()
        yield gate
        gate.line.set()
        gate.shutdown()
