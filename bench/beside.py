"""The Iki page beside other things: what each answer cost its own thread (bench/timed.py), and how long it took."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from bench.households import Home
from bench.serving import ROOT, Served, get, read_answer
from bench.telling import HTMX
from bench.timed import HEAD

ROUNDS, FRAGMENTS = 5, 300


@dataclass
class Figures:
    """Of single answers: processor seconds, and seconds until they were there."""

    all_spent: list[float] = field(default_factory=list)
    all_took: list[float] = field(default_factory=list)

    @property
    def spent(self) -> float:
        return statistics.median(self.all_spent)

    @property
    def took(self) -> float:
        return statistics.median(self.all_took)


def fragments(site: Served, homes: Sequence[Home], figures: Figures) -> None:
    """Iki fragments, each of another resident."""
    with site.line() as line:
        for home in homes:
            before = time.monotonic()
            line.sendall(get(f"/readings/{home.meter}/values", 8000, cookie=f"session={home.token}", **HTMX))
            answer = read_answer(line)
            figures.all_took.append(time.monotonic() - before)
            assert b'name="iki_t1"' in answer, answer
            figures.all_spent.append(int(answer.partition(f"{HEAD}: ".encode())[2].split(b"\r\n")[0]) / 1e9)


@dataclass
class Compared:
    """The page alone, beside a process that only spins, and among others; how many answers a second those had."""

    alone: Figures = field(default_factory=Figures)
    spinning: Figures = field(default_factory=Figures)
    among: Figures = field(default_factory=Figures)
    rates: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)


def compare(site: Served, homes: Sequence[Home], busy: Callable[[], AbstractContextManager[list[float]]]) -> Compared:
    """In rounds, each with homes of its own. `busy` has others ask meanwhile, and yields when each answer came."""
    found = Compared()
    for number in range(ROUNDS):
        visited = homes[number * FRAGMENTS :][:FRAGMENTS]
        fragments(site, visited, found.alone)
        with process(sys.executable, "-c", "while True: pass"):
            fragments(site, visited, found.spinning)
        with busy() as seen:
            began = time.monotonic()
            fragments(site, visited, found.among)
            time.sleep(max(began + 1 - time.monotonic(), 0))
            found.rates.append(sum(moment > began for moment in seen) / (time.monotonic() - began))
    return found


@contextmanager
def process(*command: str, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    setpriv = shutil.which("setpriv") or "setpriv"
    running = subprocess.Popen(
        [setpriv, "--pdeathsig", "KILL", *command], cwd=ROOT, env={**os.environ, **environ}, stderr=subprocess.DEVNULL
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait(10)
