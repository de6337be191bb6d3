"""A line between a terminal's program and the portal that can be cut: a proxy, which leaves Host as it is."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from tests.postgres import free_port


class Carrier(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with requests.request(self.command, self.path, data=sent, headers=dict(self.headers), timeout=15) as answer:
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_args: Any) -> None:
        pass


class Line:
    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server: ThreadingHTTPServer | None = None

    def mend(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Carrier)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def cut(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def __enter__(self) -> "Line":
        self.mend()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.cut()
