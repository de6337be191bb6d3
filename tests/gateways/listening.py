"""A server on 127.0.0.1 that says what it was told to say, and remembers every byte that it heard."""

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator


def written(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole answer of HTTP/1.1."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _whole(line: socket.socket) -> bytes:
    """Head and body of one request: they may come apart."""
    request = line.recv(65536)
    length = re.search(rb"Content-Length: ([0-9]+)", request)
    while length and len(request.partition(b"\r\n\r\n")[2]) < int(length[1]):
        request += line.recv(65536)
    return request


class Listener:
    """`says` is sent after each request, in pieces of `piece` bytes with a pause before each of them."""

    def __init__(self, says: bytes, context: ssl.SSLContext | None = None, piece: int = 0, pause: float = 0) -> None:
        self.says, self.context, self.piece, self.pause = says, context, piece or len(says), pause
        self.heard: list[bytes] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        while True:
            line, _ = self.socket.accept()
            with contextlib.suppress(OSError), line:
                line.settimeout(5)
                if self.context:
                    with self.context.wrap_socket(line, server_side=True) as safe:
                        self._talk(safe)
                elif not self._talk(line):
                    return

    def _talk(self, line: socket.socket) -> bool:
        """False when the test is over: it says goodbye with one byte."""
        request = _whole(line)
        if request == b"!":
            return False
        self.heard.append(request)
        for start in range(0, len(self.says) if request else 0, max(self.piece, 1)):
            time.sleep(self.pause)
            line.sendall(self.says[start : start + self.piece])
        return True

    def stop(self) -> None:
        self.context = None
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(b"!")
        self.thread.join(10)
        self.socket.close()


@contextlib.contextmanager
def listening(says: bytes, **how: object) -> Iterator[Listener]:
    listener = Listener(says, **how)
    listener.thread.start()
    try:
        yield listener
    finally:
        listener.stop()
