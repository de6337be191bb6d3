"""What a receipt printer says is understood, and what it cannot print is told."""

import os
import pty
import select
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from agent import printer
from agent.printer import PaperOut, PrinterGone, is_done, is_offline, paper, paper_of, send

ASK_PAPER, ASK_STATE, ASK_DONE = b"\x10\x04\x04", b"\x10\x04\x01", b"\x1dr\x01"
FINE, LOW, OUT, OFFLINE, DONE = b"\x12", b"\x1e", b"\x72", b"\x1a", b"\x00"
SLIP = b"\x1b@Savitarna\n\x1dV\x00"


@pytest.mark.parametrize(
    ("answer", "says"),
    [(FINE, "ok"), (LOW, "low"), (OUT, "out"), (b"\x7e", "out"), (b"", "unknown"), (b"\x00", "unknown"),
     (b"\xff", "unknown"), (b"\x00\x12", "ok"), (b"\x93", "unknown")],
)  # fmt: skip
def test_what_dle_eot_4_says_of_the_paper(answer: bytes, says: str) -> None:
    assert paper_of(answer) == says


@pytest.mark.parametrize(("answer", "is_so"), [(FINE, False), (OFFLINE, True), (b"\x16", False), (b"", False)])
def test_what_dle_eot_1_says_of_the_printer(answer: bytes, is_so: bool) -> None:
    assert is_offline(answer) is is_so


@pytest.mark.parametrize(("answer", "is_so"), [(DONE, True), (b"\x0f", True), (FINE, False), (b"", False)])
def test_what_gs_r_says(answer: bytes, is_so: bool) -> None:
    assert is_done(answer) is is_so


@contextmanager
def speaking(says: Callable[[bytes, bytes], bytes]) -> Iterator[tuple[str, bytearray]]:
    """A printer at the other end of a line: `says(question, what it has printed)` is what it answers."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    printed, stop = bytearray(), threading.Event()

    def live() -> None:
        while True:
            if not select.select([ours], [], [], 0.05)[0]:
                if stop.is_set():
                    return
                continue
            told = os.read(ours, 4096)
            asked = [question for question in (ASK_PAPER, ASK_STATE, ASK_DONE) if question in told]
            for question in asked:
                told = told.replace(question, b"")
            printed.extend(told)
            for question in asked:
                os.write(ours, says(question, bytes(printed)))

    thread = threading.Thread(target=live)
    thread.start()
    try:
        yield os.ttyname(theirs), printed
    finally:
        stop.set()
        thread.join()
        os.close(ours)
        os.close(theirs)


def saying(paper: bytes, state: bytes = FINE, done: bytes = DONE) -> Callable[[bytes, bytes], bytes]:
    answers = {ASK_PAPER: paper, ASK_STATE: state, ASK_DONE: done}
    return lambda question, _printed: answers[question]


def test_a_slip_is_on_paper_when_it_returns() -> None:
    with speaking(saying(FINE)) as (device, printed):
        send(SLIP, device)
        assert bytes(printed) == SLIP


def test_nothing_is_printed_without_paper() -> None:
    with speaking(saying(OUT)) as (device, printed):
        with pytest.raises(PaperOut):
            send(SLIP, device)
        assert printed == b""


def test_paper_that_runs_out_in_the_midst_is_told() -> None:
    def says(question: bytes, printed: bytes) -> bytes:
        return b"" if question == ASK_DONE else OUT if printed else FINE

    with speaking(says) as (device, printed):
        with pytest.raises(PaperOut):
            send(SLIP, device)
        assert bytes(printed) == SLIP


def test_an_open_cover_is_told_before_anything_is_sent() -> None:
    with speaking(saying(FINE, OFFLINE)) as (device, printed):
        with pytest.raises(PrinterGone):
            send(SLIP, device)
        assert printed == b""


def test_a_printer_that_never_speaks_is_believed() -> None:
    with speaking(lambda _question, _printed: b"") as (device, printed):
        send(SLIP, device)
        assert paper(device) == "unknown"
    assert bytes(printed) == SLIP


def test_a_printer_that_stops_in_the_midst_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(question: bytes, printed: bytes) -> bytes:
        return b"" if question == ASK_DONE else OFFLINE if question == ASK_STATE and printed else FINE

    monkeypatch.setattr(printer, "PATIENCE", 0.5)
    with speaking(says) as (device, _printed), pytest.raises(PrinterGone):
        send(SLIP, device)


@pytest.mark.parametrize(("says", "told"), [(FINE, "ok"), (LOW, "low"), (OUT, "out")])
def test_how_much_paper_there_is(says: bytes, told: str) -> None:
    with speaking(saying(says)) as (device, _printed):
        assert paper(device) == told


def test_a_printer_that_is_not_there_is_told() -> None:
    for act in (lambda: send(SLIP, "/nowhere/lp0"), lambda: paper("/nowhere/lp0")):
        with pytest.raises(PrinterGone):
            act()
