"""The long poll: wait until somebody has answered, but never longer than asked."""

import time
from pathlib import Path

from sandbox.asked import book
from sandbox.asked.book import Asked
from sandbox.asked.terms import Terms


def answered(folder: Path, asked: Asked, wait_ms: int, terms: Terms, one_poll: bool) -> Asked | None:
    """The request once its answer may be told, or None after so many milliseconds.

    With `one_poll` a second poll ends the first one at once (mobile-id.md §4).
    """
    mine = book.note_poll(folder, asked.number)
    until = time.monotonic() + min(wait_ms / 1000, terms.poll)
    while True:
        now = book.of_number(folder, asked.number)
        if now is None or (one_poll and now.polls != mine):
            return None
        if now.ready_at is None and time.time() > now.made_at + terms.lasts:
            book.settle(folder, now.number, now.person, "TIMEOUT", "")
        elif now.ready_at is not None and now.ready_at <= time.time():
            return now
        elif time.monotonic() >= until:
            return None
        else:
            time.sleep(max(0.0, min(0.1, until - time.monotonic())))
