"""One gunicorn worker under load, and the processor time that it takes: seconds of a quiet machine are not needed."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[1]
FLAGS = ["--worker-class=gthread", "--workers=1", "--threads=4", "--keep-alive=75", "--no-control-socket"]


@dataclass
class Served:
    """An app under gunicorn: where it answers, and how much processor time its worker has had."""

    port: int
    worker: int

    def cpu(self) -> float:
        """Seconds of processor time of all threads of the worker so far."""
        return cpu_of(self.worker)

    def visit(self, requests: list[bytes]) -> tuple[float, bytes]:
        """Send these requests over one kept connection; processor seconds for each, and the last answer."""
        before, last = self.cpu(), b""
        with socket.create_connection(("127.0.0.1", self.port), 30) as line:
            for request in requests:
                line.sendall(request)
                last = read_answer(line)
        return (self.cpu() - before) / len(requests), last

    @contextmanager
    def line(self) -> Iterator[socket.socket]:
        """A connection to it."""
        with socket.create_connection(("127.0.0.1", self.port), 30) as line:
            yield line


def cpu_of(process: int) -> float:
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split(" ")[0]) for thread in threads) / 1e9


def read_answer(line: socket.socket) -> bytes:
    """One whole answer."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    lengths = (int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length"))
    length = next(lengths, 0)  # 204 has none
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def served(app: str, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """Start gunicorn with one worker of this app."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *FLAGS, "--log-level=error", "--bind", f"127.0.0.1:{port}", app]
    setpriv = shutil.which("setpriv") or "setpriv"
    master = subprocess.Popen(
        [setpriv, "--pdeathsig", "TERM", *command], cwd=ROOT, env={**os.environ, **(environment or {})}
    )
    try:
        yield Served(port, _worker_of(master, port))
    finally:
        master.terminate()
        master.wait(40)


def _worker_of(master: subprocess.Popen[bytes], port: int) -> int:
    for _ in range(200):
        assert master.poll() is None, "gunicorn did not start"
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        if children:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return int(children[0])
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not answer")


def get(path: str, port: int, **headers: str) -> bytes:
    return request("GET", path, port, b"", **headers)


def request(method: str, path: str, port: int, body: bytes, **headers: str) -> bytes:
    """The bytes of a request, with names like hx_request written as HX-Request."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-').title().replace('Hx-', 'HX-')}: {value}" for name, value in headers.items()]
    if body:
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
    return "\r\n".join([*lines, "", ""]).encode() + body
