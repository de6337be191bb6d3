"""What pages do with an attempt. Only the browser that began it sees it: to every other it is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from data.attempts.tables import GONE, LIVE, PUSH, Attempt, Method, Purpose, State, live, sealed, unsealed
from data.database import NotFound, atomic, new_id, now, one_at_a_time, row
from rules.identity import Identity

# Waiting pages ask this each second: building it by the ORM would cost as much as all the rest of the answer.
SEEN = """SELECT public_id, method, flow, purpose, state, outcome, person_id, created_at, began_at, expires_at, kept
FROM attempt WHERE public_id = ? AND browser = ?"""


class Busy(Exception):
    """This person's telephone is being asked already. `own` is that attempt, if this browser began it, else ''."""

    def __init__(self, own: str = "") -> None:
        super().__init__("one live attempt at a time")
        self.own = own


@dataclass(frozen=True)
class Asked:
    """An attempt as somebody asks for it. `key` is a draft's id, `browser` and `expected` are hashes, `kept` holds
    plain values that the worker needs to begin, `lasts` is in seconds and longer than the service's own time."""

    key: str
    method: Method
    flow: str
    purpose: Purpose
    browser: str
    lasts: int
    person_id: int | None = None
    expected: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Shown:
    """An attempt as its browser's pages know it. Moments in epoch seconds UTC; `kept` never leaves the server whole."""

    public_id: str
    method: Method
    flow: str
    purpose: Purpose
    state: State
    outcome: str
    person_id: int | None
    created_at: int
    began_at: int
    expires_at: int
    kept: Mapping[str, Any] = field(repr=False)

    @property
    def is_live(self) -> bool:
        """Whether it is still worth waiting."""
        return self.state in LIVE


def begin(asked: Asked) -> str:
    """Leave an attempt for the worker to begin. Returns its public id; the same key again gives the same one.

    Of pushes one person has one at a time (accounts.md §6): a second raises Busy. Count the starts with
    data/limits.py first. Raises NotFound when the key is another browser's.
    """
    if asked.flow == PUSH and not asked.expected:
        raise ValueError("a push is for somebody")
    with atomic():
        if asked.flow == PUSH:
            one_at_a_time(f"push {asked.expected}")
        known = Attempt.get_or_none(Attempt.key == asked.key) or _made(asked)
        if known.browser != asked.browser:
            raise NotFound
        return str(known.public_id)


def begun_with(key: str, browser: str) -> str:
    """The public id of what this browser has begun with this key before; '' for nothing."""
    mine = (Attempt.key == key) & (Attempt.browser == browser)
    found = Attempt.get_or_none(mine)
    return str(found.public_id) if found else ""


def _made(asked: Asked) -> Attempt:
    moment, public_id = now(), new_id()
    if asked.flow == PUSH:
        same = live(moment) & (Attempt.flow == PUSH) & (Attempt.expected == asked.expected)
        running = Attempt.get_or_none(same)
        if running:
            raise Busy(running.public_id if running.browser == asked.browser else "")
    wanted = Attempt.insert(
        public_id=public_id,
        key=asked.key,
        method=asked.method,
        flow=asked.flow,
        purpose=asked.purpose,
        browser=asked.browser,
        person=asked.person_id,
        expected=asked.expected,
        kept=sealed("kept", public_id, asked.kept),
        created_at=moment,
        expires_at=moment + asked.lasts,
    )
    wanted.on_conflict_ignore().execute()
    made: Attempt = Attempt.get(Attempt.key == asked.key)  # a twin's, if it was faster
    return made


def seen_by(public_id: str, browser: str) -> Shown:
    """The attempt as it stands. Raises NotFound alike for what is missing and for what another browser began."""
    found = row(SEEN, public_id, browser)
    if found is None:
        raise NotFound
    *plain, kept = found
    shown = Shown(*plain, unsealed("kept", public_id, kept))  # type: ignore[call-arg]
    late = shown.state in (*LIVE, "verified") and shown.expires_at <= now()  # and the worker has yet to write so
    return replace(shown, state="expired", outcome="expired") if late else shown


def returned(name: str, browser: str, data: Mapping[str, Any]) -> bool:
    """The browser came back from a service with these values; `name` is the attempt's public id or its key.

    Taken once, while it is waited for: False, and nothing kept, for anything later. Raises NotFound as `seen_by`.
    """
    mine = ((Attempt.public_id == name) | (Attempt.key == name)) & (Attempt.browser == browser)
    found = Attempt.get_or_none(mine)
    if found is None:
        raise NotFound
    once = live(now()) & (Attempt.id == found.id) & (Attempt.state == "waiting")
    taken = Attempt.update(state="returned", returned=sealed("returned", found.public_id, data)).where(once)
    return bool(taken.execute())


def follow(before: str, after: str) -> None:
    """The same browser goes by another token from now on (both are hashes): what it began or has proven stays its."""
    Attempt.update(browser=after).where((Attempt.browser == before) & (Attempt.state != "consumed")).execute()


def cancel(public_id: str, browser: str) -> None:
    """Whoever waits does not want to any more. Changes nothing when it is over. Raises NotFound as `seen_by`."""
    seen_by(public_id, browser)
    mine = live(now()) & (Attempt.public_id == public_id)
    Attempt.update(state="refused", outcome="cancelled", **GONE).where(mine).execute()


def peek(public_id: str, browser: str) -> Identity:
    """Who was proven, to ask what to do with it; it can still be used. Raises NotFound as `use`."""
    found = Attempt.get_or_none(_usable(public_id, browser))
    if found is None:
        raise NotFound
    return Identity(**unsealed("identity", found.public_id, found.identity))


def use(public_id: str, browser: str) -> Identity:
    """Who was proven: once, by the browser that began, within a quarter of an hour. Raises NotFound for all else."""
    with atomic():
        identity = peek(public_id, browser)
        once = Attempt.update(state="consumed", used_at=now(), **GONE)
        if once.where(_usable(public_id, browser)).execute() != 1:
            raise NotFound
        return identity


def _usable(public_id: str, browser: str) -> Any:
    mine = (Attempt.public_id == public_id) & (Attempt.browser == browser)
    return mine & (Attempt.state == "verified") & (Attempt.expires_at > now())
