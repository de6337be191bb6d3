"""The Iki page beside other things: what each answer cost its own thread (bench/timed.py), and how long it took."""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
