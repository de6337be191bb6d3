"""The receipt printer: bytes go there, and what it says of its paper is read.

`python -m agent.printer MODEL DEVICE` prints a test slip of all five languages, with a QR code and a cut.
"""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from agent.slips import slip as slip

ASK_PAPER, ASK_STATE = b"\x10\x04\x04", b"\x10\x04\x01"  # DLE EOT: answered at once
ASK_DONE = b"\x1dr\x01"  # GS r: answered when all before it is on paper
ANSWER, PATIENCE = 0.5, 10.0  # seconds for one answer, and for a whole slip
TEST = ("Ačiū, įžąlą šįmet ūžė ęė, 12,34 €", "Zażółć gęślą jaźń", "Съешь ещё этих булок, ё Ы Э", "Ґанок, їжак, єнот, і")


class PaperOut(Exception):
    """There is no paper, or it has run out in the midst of a slip."""


class PrinterGone(Exception):
    """The printer is off, unplugged or jammed."""


def paper_of(answer: bytes) -> str:
    """What an answer to DLE EOT 4 says of the paper: `ok`, `low`, `out`, or `unknown` where it is no such answer."""
    told = _status(answer)
    if told is None:
        return "unknown"
    return "out" if told & 0x60 else "low" if told & 0x0C else "ok"


def is_offline(answer: bytes) -> bool:
    """Whether an answer to DLE EOT 1 says that nothing can be printed: the cover is open, the cutter jammed."""
    return bool((_status(answer) or 0) & 0x08)


def _status(answer: bytes) -> int | None:
    """The byte of an answer to DLE EOT: its bits 0, 1, 4 and 7 are always the same."""
    return next((byte for byte in answer if byte & 0x93 == 0x12), None)


def is_done(answer: bytes) -> bool:
    """Whether the answer to GS r is among these bytes: everything before it is on paper."""
    return any(byte & 0x90 == 0 for byte in answer)


def paper(device: str) -> str:
    """How much paper the printer says it has. One that does not speak: `unknown`. Raises PrinterGone."""
    with _opened(device) as handle:
        return paper_of(_ask(handle, ASK_PAPER))


def send(data: bytes, device: str) -> None:
    """Print these bytes; it returns when they are on paper, as far as the printer tells.

    Raises PaperOut before or after, and PrinterGone.
    """
    with _opened(device) as handle:
        before = paper_of(_ask(handle, ASK_PAPER))
        if before == "out":
            raise PaperOut
        if before != "unknown" and is_offline(_ask(handle, ASK_STATE)):
            raise PrinterGone
        _write(handle, data)
        if before != "unknown":
            _wait(handle)


def _wait(handle: int) -> None:
    """Until the slip is on paper. A printer that does not know GS r is believed after a while."""
    _write(handle, ASK_DONE)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = _ask(handle, ASK_PAPER)
        if paper_of(answer) == "out":
            raise PaperOut
        if is_done(answer):
            return
    if is_offline(_ask(handle, ASK_STATE)):
        raise PrinterGone


@contextmanager
def _opened(device: str) -> Iterator[int]:
    try:
        handle = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        raise PrinterGone from None
    try:
        yield handle
    except OSError:
        raise PrinterGone from None
    finally:
        os.close(handle)


def _ask(handle: int, question: bytes) -> bytes:
    """All that the printer says within a moment of the question."""
    _write(handle, question)
    answer, until = b"", time.monotonic() + ANSWER
    while select.select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
        told = os.read(handle, 64)
        if not told:
            break
        answer += told
        until = min(until, time.monotonic() + ANSWER / 10)
    return answer


def _write(handle: int, data: bytes) -> None:
    until = time.monotonic() + PATIENCE
    while data:
        if not select.select([], [handle], [], max(0.0, until - time.monotonic()))[1]:
            raise PrinterGone
        data = data[os.write(handle, data) :]


def main() -> None:
    model, device = sys.argv[1:]
    lines = [{"text": model, "style": "title"}, *({"text": text, "style": "row"} for text in TEST)]
    send(slip({"lines": lines, "qr": "https://savitarna.example/check", "cut": True}, model), device)


if __name__ == "__main__":
    main()
