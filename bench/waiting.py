"""The Iki page while two hundred people wait for their phone: each page asks once a second, and the worker asks the
services. The processor time is that of the thread that answers (bench/timed.py); polls go to the same process.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread

from bench.beside import FRAGMENTS, ROUNDS, compare, process
from bench.households import Home, fill
from bench.serving import Served, get, read_answer, served
from bench.telling import environment, say, say_only
from blueprints.cookies import hashed
from data import attempts, sealing
from data.attempts import PUSH, Asked, Attempt
from data.database import connect, database, open_database
from gateways import mobile_id
from settings import Settings
from tests.postgres import free_port
from tests.proofs import SESSION

PEOPLE = 200
LINES = 20  # connections by which the pages ask; each waits for its answer, as a browser does
AIM = 0.9
CONSUMER = ["worker.huey", "--worker-type", "thread", "--workers", "2", "--max-delay", "1", "--quiet"]


def _waiting(number: int) -> tuple[str, str]:
    """Somebody who waits: half of them look at a QR code of Smart-ID, half at a code of Mobile-ID. Token and path."""
    token, method = f"{number:043d}", ("smart-id", "mobile-id")[number % 2]
    asked = mobile_id.request("+37060000001", "48506151233", "lt", "")
    pair = mobile_id.Session("de305d54-75b4-431b-adb2-eb6b9e546014", asked.digest, asked.hash_type, asked.code)
    kept = {"session": SESSION} if method == "smart-id" else {"request": asdict(asked), "session": asdict(pair)}
    flow, expected = ("link", "") if method == "smart-id" else (PUSH, str(number))
    public_id = attempts.begin(
        Asked(f"waits-{number}", method, flow, "enter", hashed(token), 3600, expected=expected)  # type: ignore[arg-type]
    )
    attempts.began(public_id, kept)
    return token, f"/sign-in/attempts/{public_id}/{'qr' if method == 'smart-id' else 'changed/waiting'}"


@contextmanager
def _pages(site: Served, people: Sequence[tuple[str, str]]) -> Iterator[list[float]]:
    """Every page asks once a second. Yields when each answer came."""
    over, answered = Event(), []

    def look(mine: Sequence[tuple[str, str]]) -> None:
        polls = [get(path, 8000, cookie=f"session={token}", hx_request="true") for token, path in mine]
        with site.line() as line:
            due = time.monotonic()
            while True:
                for poll in polls:
                    due += 1 / len(polls)
                    if over.wait(max(due - time.monotonic(), 0)):
                        return
                    line.sendall(poll)
                    assert read_answer(line)[9:12] in (b"200", b"204")
                    answered.append(time.monotonic())

    threads = [Thread(target=look, args=(people[start::LINES],)) for start in range(LINES)]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _wait_for_worker() -> None:
    """Until it has asked about most of them. The one before was killed, and its leases are given back."""
    Attempt.update(leased_until=0).where(Attempt.leased_until > 0).execute()
    for _ in range(200):
        if Attempt.select().where(Attempt.leased_until > 0).count() > PEOPLE * 0.9:
            return
        time.sleep(0.1)
    raise RuntimeError("the worker does not ask")


@contextmanager
def _asked_about(site: Served, people: Sequence[tuple[str, str]], around: dict[str, str]) -> Iterator[list[float]]:
    """The worker asks the services, and the pages ask for what it found."""
    with (
        process(sys.executable, "-m", "huey.bin.huey_consumer", *CONSUMER, **around),
        _pages(site, people) as seen,
    ):
        _wait_for_worker()
        yield seen


def _rounds(site: Served, homes: list[Home], people: list[tuple[str, str]], around: dict[str, str]) -> None:
    found = compare(site, homes, lambda: _asked_about(site, people, around))
    alone, beside, among = found.alone, found.spinning, found.among
    detail = f"{among.spent * 1e6:.0f} / {alone.spent * 1e6:.0f} µs, {found.rate:.0f} polls a second"
    say("Iki fragment, alone against while 200 people wait", alone.spent / among.spent, AIM, detail)
    say_only("  alone against beside a process that only spins", alone.spent / beside.spent, "what any busy core costs")
    detail = f"{among.took * 1e3:.1f} / {alone.took * 1e3:.1f} ms; spinning {alone.took / beside.took:.3f}"
    say_only("  its median latency, alone against while 200 wait", alone.took / among.took, detail)


def waited(url: str, folder: Path) -> None:
    """Print both figures for the database of this URL, which is empty."""
    homes = fill(url, ROUNDS * FRAGMENTS)
    sealing.set_key(Settings.from_environment(environment(url, folder)).identity_key)
    open_database(url)
    connect()
    with database.atomic():
        people = [_waiting(number) for number in range(PEOPLE)]
    port = free_port()
    there = {"SMART_ID_URL": f"http://127.0.0.1:{port}/v3/", "MOBILE_ID_URL": f"http://127.0.0.1:{port}/"}
    around = environment(url, folder) | there
    with ExitStack() as stack:
        stack.enter_context(process(sys.executable, "-m", "bench.running", str(port)))
        site = stack.enter_context(served("bench.timed:create_app()", around))
        _rounds(site, homes, people, around)
    database.close()
