"""`slow-clients`: what a hundred slow telephones cost everybody else, with nginx in front and without it."""

import http.client
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from measure.figures import Figure
from measure.front import PORT, fronted
from measure.spaces import space, within
from tests.browser.site import DIES_WITH_US, ROOT

ROUNDS, PAGES, SECONDS = 3, 150, 20  # of each round: as many pages as there are, in so many seconds at most
FILLING = 15  # seconds until the slow ones are all busy
SLOWER = 2  # times
LARGE = "video/savitarna.webm"
PLACES = {"nginx and gunicorn": 80, "gunicorn alone": int(PORT)}
ESTABLISHED = "01"


def answered(port: int, path: str = "/") -> tuple[float, str]:
    """A page for somebody with a fast line who was never here: seconds until all of it was there, and what it was."""
    before = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers={"Host": "127.0.0.1"})
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    assert answer.status == 200, answer.status
    return time.monotonic() - before, text


def pages(port: int) -> list[float]:
    """Seconds of page after page."""
    until, taken = time.monotonic() + SECONDS, []
    while len(taken) < PAGES and time.monotonic() < until:
        taken.append(answered(port)[0])
    return taken


def held(port: int) -> int:
    """Connections that this port has taken, in the namespace of this thread."""
    lines = [line.split() for line in Path("/proc/thread-self/net/tcp").read_text().splitlines()[1:]]
    return sum(line[1].endswith(f":{port:04X}") and line[3] == ESTABLISHED for line in lines)


@contextmanager
def slow_ones(port: int, large: str) -> Iterator[int]:
    """A hundred slow telephones; how many of them hold a connection once they have begun."""
    command = [*DIES_WITH_US, sys.executable, "-m", "measure.dripping", str(port), large]
    started = subprocess.Popen(command, cwd=ROOT)
    try:
        time.sleep(FILLING)
        assert started.poll() is None, "the slow clients ended"
        yield held(port)
    finally:
        started.kill()
        started.wait()


def measured(place: str, port: int, large: str, most: float | None) -> Figure:
    """The median of pages alone and among slow telephones, taken in turn, so that a busy moment hits both."""
    alone, among = [], []
    for _ in range(ROUNDS):
        alone += pages(port)
        with slow_ones(port, large) as count:
            among += pages(port)
    quick, late = statistics.median(alone), statistics.median(among)
    detail = f"{quick * 1e3:.1f} → {late * 1e3:,.1f} ms, worst {max(among) * 1e3:,.0f} of {len(among)}; {count} held"
    return Figure(f"fast page among 100 slow clients, {place}", late / quick, "×", most=most, detail=detail)


def figures() -> Iterator[Figure]:
    with (
        TemporaryDirectory(prefix="savitarna-slow-") as folder,
        space("server") as server,
        within(server),
        fronted(Path(folder)) as site,
    ):
        found = re.search(rf"/static/\w+/{LARGE}", answered(80, "/help/video")[1])
        assert found, "the film is not on its page"
        for place, port in PLACES.items():
            yield measured(place, port, found[0], SLOWER if port == 80 else None)
        assert "Traceback" not in site.log(), site.log()
