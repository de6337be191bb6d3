"""A portal that says what it is told to, over HTTP, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]


@dataclass
class Asked:
    path: str
    form: str
    secret: str


@dataclass
class StandIn:
    """`answers`: by path, a status with a body (text as it is, else as JSON) or with where it leads to (303).
    `ahead`: how many seconds its clock is."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    ahead: int = 0


@contextmanager
def standing_in(**answers: Answer) -> Iterator[StandIn]:
    told = StandIn({f"/{path.replace('__', '/')}": answer for path, answer in answers.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            told.asked.append(Asked(self.path, form, self.headers.get("Authorization", "").removeprefix("Bearer ")))
            status, body = told.answers.get(self.path, (404, ""))
            self.send_response(status)
            if status == 303:
                self.send_header("Location", body)
                body = ""
            sent = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def date_time_string(self, timestamp: float | None = None) -> str:
            return super().date_time_string(time.time() + told.ahead)

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield told
        server.shutdown()
