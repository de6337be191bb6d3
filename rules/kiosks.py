"""Terminals at service points: their codes, what their beats tell, and how long a visit lasts (KIOSK.md §1-3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.journey import Form
from rules.problem import Checked, Problem
from rules.services.steps import clean_name

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I
CODE_LENGTH, CODE_LASTS = 8, 15 * 60
TICKET_LASTS = 60
IDLE, CALM_IDLE, LONGEST, WARNED = 2 * 60, 4 * 60, 30 * 60, 2 * 60  # seconds
BEAT, MISSED = 60, 3  # seconds between beats, and how many may be missing
PAPER, NOWHERE = ("ok", "low", "out", "unknown"), 10**9
CLOCK_MAY_DIFFER = 120  # seconds


@dataclass(frozen=True)
class Beat:
    """What a terminal tells of itself. `paper` as in PAPER; `touched` seconds since the last touch; `clock` how many
    seconds its clock is ahead; `free` megabytes on its disk; `up` seconds since it started."""

    version: str = ""
    up: int = 0
    paper: str = "unknown"
    reader: bool = False
    headphones: bool = False
    touched: int = NOWHERE
    clock: int = 0
    free: int = NOWHERE


def read_beat(form: Mapping[str, str], at: int) -> Beat:
    """The beat of a form that came at this moment (epoch seconds); what cannot be read is not known."""
    paper = form.get("paper", "")
    told = _whole(form.get("now", ""), at)
    return Beat(
        version=clean_name(form.get("version", ""))[:40],
        up=_whole(form.get("up", ""), 0),
        paper=paper if paper in PAPER else "unknown",
        reader=form.get("reader") == "1",
        headphones=form.get("headphones") == "1",
        touched=_whole(form.get("touched", ""), NOWHERE),
        clock=max(-NOWHERE, min(told - at, NOWHERE)),
        free=_whole(form.get("free", ""), NOWHERE),
    )


def _whole(text: str, otherwise: int) -> int:
    return min(int(text), 10 * NOWHERE) if text.isascii() and text.isdigit() and len(text) < 16 else otherwise


def is_silent(beat_at: int, now: int) -> bool:
    """Whether three beats in a row are missing."""
    return now - beat_at > BEAT * MISSED


def alarms(beat: Beat, beat_at: int, now: int) -> tuple[str, ...]:
    """What staff should look after, by code: `silent` (nothing else is known then), `paper`, `clock`, `full`."""
    if is_silent(beat_at, now):
        return ("silent",)
    wrong = {"paper": beat.paper == "out", "clock": abs(beat.clock) > CLOCK_MAY_DIFFER, "full": beat.free < 100}
    return tuple(code for code, is_so in wrong.items() if is_so)


def is_over(began_at: int, seen_at: int, is_calm: bool, now: int) -> bool:
    """Whether a visit has ended by itself: no touch for 2 minutes (4 when calm), or 30 minutes in all."""
    return now - seen_at >= (CALM_IDLE if is_calm else IDLE) or now - began_at >= LONGEST


def clean_code(typed: str) -> str:
    """An enrolment code as it is kept, from what was typed; '' when it cannot be one."""
    code = "".join(typed.upper().split()).replace("-", "")
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""


def check_place(form: Form) -> Checked:
    """`place` and `street` of a new terminal: both are needed, 80 characters each."""
    answer = {name: clean_name(form.get(name, "")) for name in ("place", "street")}
    missing = {
        "place": Problem("Enter the name of the place, for example, Žirmūnai library"),
        "street": Problem("Enter the street and the number"),
    }
    problems = {name: problem for name, problem in missing.items() if not answer[name]}
    long = {name: Problem("At most 80 characters fit here") for name, text in answer.items() if len(text) > 80}
    return Checked(answer, problems | long)
