"""The Iki page while a hundred terminals keep in touch and twenty people stand at one, on the same process.

Each terminal beats every minute and asks every 15 seconds whether the portal is there, and every person opens a page
a second, which is more than a finger does. The processor time is that of the thread that answers (bench/timed.py).
"""

import itertools
import json
import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

from bench.beside import FRAGMENTS, ROUNDS, compare
from bench.households import Home, fill
from bench.serving import Served, get, read_answer, request, served
from bench.telling import environment, say, say_only
from blueprints.cookies import hashed
from data import kiosks, sealing
from data.database import connect, database, open_database
from settings import Settings

TERMINALS, VISITS = 100, 20
BEAT, ASK, PAGE = 60, 15, 1  # seconds between
AIM = 1.1
TOLD = b"version=1.0&up=86400&paper=ok&reader=1&headphones=0&free=900&touched=5"
PAGES = ("/kiosk", "/services/add/provider", "/services/add/provider?kind=electricity", "/help", "/kiosk/awake")
SET = re.compile(rb"^set-cookie: ([^;]*)", re.IGNORECASE | re.MULTILINE)
Fetch = Callable[[bytes], bytes]
Errand = tuple[float, Iterator[bytes]]  # seconds between two requests, and the requests


def _enrolled(number: int) -> str:
    secret = f"{number:043d}"
    kiosks.enrol(kiosks.one(kiosks.make(f"Biblioteka {number}", "Bandymų g. 1, Vilnius")).code, hashed(secret))
    return secret


def _beats(secret: str) -> Errand:
    beat = request("POST", "/kiosk/heartbeat", 8000, TOLD, authorization=f"Bearer {secret}")
    health = get("/health", 8000)
    return ASK, itertools.cycle([beat, *[health] * (BEAT // ASK - 1)])


def _visit(fetch: Fetch, secret: str) -> Errand:
    """Begin a visit as its terminal does; its pages, one after the other."""
    ticket = fetch(request("POST", "/kiosk/ticket", 8000, b"", authorization=f"Bearer {secret}"))
    told = json.loads(ticket.partition(b"\r\n\r\n")[2])["ticket"]
    begun = fetch(get(f"/kiosk/start?ticket={told}", 8000))
    cookies = b"; ".join(SET.findall(begun)).decode()
    assert fetch(get("/kiosk/awake", 8000, cookie=cookies))[9:12] == b"204", "there is no visit"
    return PAGE, itertools.cycle([get(path, 8000, cookie=cookies) for path in PAGES])


def _fetch(line: socket.socket, asked: bytes) -> bytes:
    line.sendall(asked)
    answer = read_answer(line)
    assert answer[9:12] in (b"200", b"204", b"303"), answer[:200]
    return answer


@contextmanager
def _busy(site: Served, secrets: Sequence[str]) -> Iterator[list[float]]:
    """Terminals keep in touch and visits go on. Yields when each answer came."""
    over, answered = Event(), list[float]()

    def visit(secret: str) -> None:
        with site.line() as line:
            fetch = partial(_fetch, line)
            _go_on([_visit(fetch, secret)], fetch, over, answered)

    def beat() -> None:
        with site.line() as line:
            _go_on([_beats(secret) for secret in secrets], partial(_fetch, line), over, answered)

    threads = [Thread(target=beat), *(Thread(target=visit, args=(secret,)) for secret in secrets[:VISITS])]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _go_on(errands: Sequence[Errand], fetch: Fetch, over: Event, answered: list[float]) -> None:
    """One line's errands, evenly in turn."""
    due = time.monotonic()
    while True:
        for pause, requests in errands:
            due += pause / len(errands)
            if over.wait(max(due - time.monotonic(), 0)):
                return
            fetch(next(requests))
            answered.append(time.monotonic())


def _rounds(site: Served, homes: list[Home], secrets: Sequence[str]) -> None:
    found = compare(site, homes, lambda: _busy(site, secrets))
    alone, spinning, among = found.alone, found.spinning, found.among
    detail = f"{among.spent * 1e6:.0f} / {alone.spent * 1e6:.0f} µs, {found.rate:.0f} answers a second"
    what = f"Iki fragment among {TERMINALS} terminals and {VISITS} visits, against alone"
    say(what, among.spent / alone.spent, AIM, detail, most=True)
    say_only(
        "  beside a process that only spins, against alone", spinning.spent / alone.spent, "what any busy core costs"
    )
    detail = f"{among.took * 1e3:.1f} / {alone.took * 1e3:.1f} ms; spinning {spinning.took / alone.took:.3f}"
    say_only("  its median latency among them, against alone", among.took / alone.took, detail)


def among_terminals(url: str, folder: Path) -> None:
    """Print both figures for the database of this URL, which is empty."""
    homes = fill(url, ROUNDS * FRAGMENTS)
    around = environment(url, folder)
    sealing.set_key(Settings.from_environment(around).identity_key)
    open_database(url)
    connect()
    with database.atomic():
        secrets = [_enrolled(number) for number in range(TERMINALS)]
    database.close()
    with served("bench.timed:create_app()", around) as site:
        _rounds(site, homes, secrets)
