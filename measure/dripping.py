"""A hundred telephones on a 2G line, as a server sees them: `python -m measure.dripping PORT LARGE`.

A third of them send the head of a request bit by bit, a third a form, a third read the large file LARGE; each begins
again when it is done or was sent away. 1.3 seconds lie between two packets of a 2G line, and 4 kB fit into a second.
"""

import asyncio
import socket
import sys
from collections.abc import Awaitable, Callable

CLIENTS, TRIP, A_SECOND = 100, 1.3, 4_000  # seconds there and back; bytes
BODY = b"csrf=none&message=" + b"x" * 60_000  # as much as nginx lets in
Lines = tuple[asyncio.StreamReader, asyncio.StreamWriter]
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\nConnection: close\r\n"


async def send_head(_large: str, lines: Lines) -> None:
    """One line of the head in each packet."""
    for line in [*HEAD.splitlines(keepends=True), *(b"X-Line: %d\r\n" % number for number in range(4)), b"\r\n"]:
        lines[1].write(line)
        await asyncio.sleep(TRIP)
    await lines[0].read()


async def send_body(_large: str, lines: Lines) -> None:
    """A long message, as fast as the line can."""
    head = HEAD.replace(b"GET /", b"POST /help/report")
    lines[1].write(head + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(BODY))
    for start in range(0, len(BODY), A_SECOND):
        lines[1].write(BODY[start : start + A_SECOND])
        await lines[1].drain()
        await asyncio.sleep(1)
    await lines[0].read()


async def read_slowly(large: str, lines: Lines) -> None:
    """The large file, as fast as the line can."""
    lines[1].write(HEAD.replace(b"GET /", b"GET " + large.encode()) + b"\r\n")
    while await lines[0].read(A_SECOND):
        await asyncio.sleep(1)


async def visit(port: int, large: str, act: Callable[[str, Lines], Awaitable[None]]) -> None:
    """Over and over, until this process is ended."""
    while True:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, A_SECOND)  # nothing waits on our side
        line.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port))
            lines = await asyncio.open_connection(sock=line, limit=A_SECOND)
            await act(large, lines)
            lines[1].close()
        except OSError:  # sent away
            await asyncio.sleep(TRIP)
        finally:
            line.close()


async def main(port: int, large: str) -> None:
    acts = (send_head, send_body, read_slowly)
    await asyncio.gather(*(visit(port, large, acts[number % len(acts)]) for number in range(CLIENTS)))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
