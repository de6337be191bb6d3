"""The agent as a process, with a browser that shows nothing and a portal that says what it is told to."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.kiosk.terminal import Terminal, running, wait_for
from tests.kiosk_agent.portal import StandIn, standing_in

WELL = {"state": "active", "order": "", "now": 0}
STAYS = ["sh", "-c", "sleep 1000", "{url}"]
Start = Callable[..., Terminal]


@pytest.fixture
def portal() -> Iterator[StandIn]:
    answers = {"kiosk__ticket": (200, {"ticket": "T"}), "kiosk__heartbeat": (200, WELL), "health": (200, "ok\n")}
    with standing_in(**answers) as told:
        yield told


@pytest.fixture
def start(portal: StandIn, tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:

        def started(**more: object) -> Terminal:
            terminal = Terminal(portal.url, tmp_path / "of", {"browser": STAYS, **more})
            (terminal.folder / "secret").write_text("S" * 43)
            return stack.enter_context(running(terminal))

        yield started


def test_a_visit_has_an_end_whatever_happens(start: Start, tmp_path: Path) -> None:
    terminal = start(longest=0.1, usual_volume=["touch", str(tmp_path / "usual")])
    terminal.await_log("ended: long")
    wait_for((tmp_path / "usual").exists, "the volume was left as it was")
    terminal.await_log("shown: a visit", 2)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to_and_takes_the_browser_with_it(start: Start, how: signal.Signals) -> None:
    terminal = start()
    terminal.await_log("shown: a visit")
    assert terminal.stop(how) == 0
    assert terminal.browsers() == []
    assert list(terminal.run_folder.iterdir()) == []


def test_it_stops_though_its_browser_dies_again_and_again(start: Start) -> None:
    terminal = start(browser=["false", "{url}"])
    terminal.await_log("ended: died", 3)
    assert terminal.stop() == 0


def test_an_order_reaches_a_terminal_that_is_closed(start: Start, portal: StandIn) -> None:
    portal.answers["/kiosk/ticket"] = (503, "")
    portal.answers["/health"] = (503, "")
    portal.answers["/kiosk/heartbeat"] = (503, "")
    terminal = start()
    terminal.await_log("shown: offline")
    portal.answers["/kiosk/heartbeat"] = (200, WELL | {"order": "restart"})
    assert terminal.process
    assert terminal.process.wait(20) == 75


def test_no_visit_is_shown_upon_what_cannot_be_wiped(start: Start, tmp_path: Path) -> None:
    terminal = start(folder=str(tmp_path / "nowhere"))
    assert terminal.process
    assert terminal.process.wait(20) == 1
    assert "FileNotFoundError" in terminal.log()


def test_a_place_that_is_taken_is_said(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        terminal = start(port=taken.getsockname()[1])
        assert terminal.process
        assert terminal.process.wait(20) == 1
    assert "Address already in use" in terminal.log()


@pytest.mark.parametrize(
    ("answer", "words"),
    [((403, ""), "older than 15 minutes"), ((500, ""), "does not answer as it should"), (None, "is enrolled")],
)
def test_enrolling_says_in_words_how_it_went(
    portal: StandIn, tmp_path: Path, answer: tuple[int, str] | None, words: str
) -> None:
    portal.answers["/kiosk/enrol"] = answer or (200, {"secret": "S" * 43})
    done = Terminal(portal.url, tmp_path / "of").enrol("7F3K9QX2")
    assert (done.returncode, done.stderr) == (0 if answer is None else 1, "")
    assert words in done.stdout
    assert "7F3K9QX2" not in done.stdout
