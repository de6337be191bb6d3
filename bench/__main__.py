"""`make bench`: each figure is a ratio to a bare peer of the same run, so it means the same on another machine.

Every figure is processor time of one gunicorn worker for an answer, the median of rounds taken in turn with its peer.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from bench.confirming import confirmed
from bench.counted import instructions
from bench.exporting import exported
from bench.households import Home, fill
from bench.latest import latest
from bench.serving import Served, get, request, served
from bench.telling import HTMX, environment, say
from bench.terminals import among_terminals
from bench.waiting import waited
from tests import postgres

ROUNDS, ANSWERS, SENDINGS = 7, 400, 100
FEW, MANY = 39, 192_308  # homes whose meters hold a thousand, and five million, readings
FIELD = re.compile(rb'name="(csrf|draft|total)" value="([^"]*)"')
AIMS = {"sqlite": 0.6, "postgresql": 0.5}
DECLARATION, INSTRUCTIONS, GROWTH = 0.4, 2.6, 1.2


def in_turn(*measures: Callable[[], float]) -> list[float]:
    """The median of each measure; they are taken in turn, so that a busy moment hits all of them."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(ROUNDS + 1):
        for measured, measure in zip(taken, measures, strict=True):
            measured.append(measure())
    return [statistics.median(measured[1:]) for measured in taken]  # the first round warms up


def fragments(site: Served, homes: list[Home]) -> float:
    """Processor seconds of one Iki fragment, each time of another resident."""
    asked = [
        get(f"/readings/{home.meter}/values", 8000, cookie=f"session={home.token}", **HTMX)
        for home in (homes * (ANSWERS // len(homes) + 1))[:ANSWERS]
    ]
    cost, last = site.visit(asked)
    assert b" 200 " in last[:20], last
    assert b'name="iki_t1"' in last, last
    return cost


def sums(site: Served, home: Home) -> float:
    """Processor seconds of the live sum beside Iki."""
    head = {"cookie": f"session={home.token}", "hx_request": "true", "hx_target": "iki_t1"}
    _, page = site.visit([get(f"/readings/{home.meter}/values", 8000, cookie=f"session={home.token}", **HTMX)])
    body = urlencode({**_hidden(page), "iki_t1": "1900", "iki_t2": "1850"}).encode()
    cost, last = site.visit([request("POST", f"/readings/{home.meter}/sum", 8000, body, **head)] * ANSWERS)
    assert b" 200 " in last[:20], last
    assert b"total" in last, last
    return cost


def _hidden(page: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in FIELD.findall(page)}


def _step(site: Served, home: Home, step: str, page: bytes, **typed: str) -> bytes:
    body = urlencode({**_hidden(page), **typed}).encode()
    return request("POST", f"/readings/{home.meter}/{step}", 8000, body, cookie=f"session={home.token}", **HTMX)


def declarations(site: Served, homes: Iterator[Home]) -> float:
    """Processor seconds of the last step of declaring: one durable commit and the receipt."""
    last_steps = []
    for _ in range(SENDINGS):
        home = next(homes)
        _, page = site.visit([get(f"/readings/{home.meter}/values", 8000, cookie=f"session={home.token}", **HTMX)])
        _, page = site.visit([_step(site, home, "values", page, iki_t1="1830", iki_t2="1830", choice="declare")])
        last_steps.append(_step(site, home, "check", page))
    cost, last = site.visit(last_steps)
    assert b" 200 " in last[:20], last
    assert b"/receipts/" in last, last
    return cost


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[Callable[[str], str]]:
    """A maker of empty databases on this engine. SQLite lies on the real disk, and PostgreSQL syncs: commits count."""
    if engine == "sqlite":
        yield lambda name: f"sqlite:///{folder}/{name}.db"
    else:
        with postgres.server(rushed=False) as url:
            yield lambda name: f"{postgres.create_database(url, name)}?prepare_threshold=5"


def speed(engine: str, create: Callable[[str], str], folder: Path, bare: Served) -> None:
    """The Iki page, its live sum and a declaration against bare Flask."""
    url = create("speed")
    homes = fill(url, (ROUNDS + 2) * SENDINGS)
    waiting, plain = iter(homes[1:]), [get("/", bare.port)] * ANSWERS
    with served("app:create_app()", environment(url, folder)) as site:
        peer, fragment, live, sent = in_turn(
            lambda: bare.visit(plain)[0],
            lambda: fragments(site, homes[:1]),
            lambda: sums(site, homes[0]),
            lambda: declarations(site, waiting),
        )
    say("Iki fragment against bare Flask", peer / fragment, AIMS[engine], f"{fragment * 1e6:.0f} / {peer * 1e6:.0f} µs")
    say("live sum beside Iki against bare Flask", peer / live, AIMS[engine], f"{live * 1e6:.0f} µs")
    say("declaration, one durable commit, against the fragment", fragment / sent, DECLARATION, f"{sent * 1e6:.0f} µs")
    if engine == "sqlite":
        counted(homes[0], environment(url, folder))


def growth(create: Callable[[str], str], folder: Path) -> None:
    """The Iki page of random residents, and its statement, where a thousand readings are kept and where five million
    are."""
    with ExitStack() as stack:
        measures, urls = [], []
        for homes in (FEW, MANY):
            url = create(f"homes{homes}")
            visits = fill(url, homes)
            site = stack.enter_context(served("app:create_app()", environment(url, folder)))
            measures.append(lambda site=site, visits=visits: fragments(site, visits))
            urls.append((url, visits))
        few, many = in_turn(*measures)
    detail = f"{many * 1e6:.0f} / {few * 1e6:.0f} µs"
    say("Iki page, 5 million readings against 1 thousand", many / few, GROWTH, detail, most=True)
    few, many = in_turn(*(partial(latest, url, visits) for url, visits in urls))
    detail = f"{many * 1e6:.0f} / {few * 1e6:.0f} µs"
    say("latest reading of a meter, 5 million against 1 thousand", many / few, GROWTH, detail, most=True)


def counted(home: Home, around: dict[str, str]) -> None:
    bare = instructions("bench.bare", "/", "", {})
    fragment = instructions("app", f"/readings/{home.meter}/values", home.token, around)
    detail = f"{fragment:,} / {bare:,}"
    say("instructions of the Iki fragment against bare Flask", fragment / bare, INSTRUCTIONS, detail, most=True)
    looking = [sys.executable, "-m", "bench.dominating", f"/readings/{home.meter}/values", home.token]
    shares = subprocess.run(looking, env=os.environ | around, capture_output=True, text=True, check=True).stdout
    print(f"  what dominates the fragment: {shares}", end="", flush=True)


def main() -> None:
    engines = sys.argv[1:] or ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="savitarna-bench-") as folder, served("bench.bare:create_app()") as bare:
        for engine in engines:
            print(f"\n{engine}", flush=True)
            with databases(engine, Path(folder)) as create:
                speed(engine, create, Path(folder), bare)
                growth(create, Path(folder))
                exported(create, Path(folder))
                confirmed(create)
                waited(create("waiting"), Path(folder))
                among_terminals(create("terminals"), Path(folder))


if __name__ == "__main__":
    main()
