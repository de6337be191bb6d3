"""People who begin to prove who they are, and a worker that looks after them."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from data import attempts
from data.attempts import PUSH, Asked, Attempt, Shown
from data.database import new_id
from data.sealing import index
from gateways.ways import MobileIdWay, Way
from proving import Proving
from rules.identity import Identity
from sandbox.asked import Person, people

HERE, ELSEWHERE = "this browser", "another browser"
TEXT = "Prisijungimas prie savitarnos"


def somebody(service: str, **like: str) -> Person:
    """The first client of the service who is so: `fault="drop"`, `code="48506151233"`."""
    return next(one for one in people.clients(service) if all(getattr(one, name) == is_ for name, is_ in like.items()))


def _begin(method: Any, kept: Mapping[str, Any], flow: str = "", whom: Person | None = None) -> str:
    expected = index(Identity("PNO", whom.country, whom.code, "", "", method, "high")) if whom else ""
    return attempts.begin(Asked(new_id(), method, flow, "enter", HERE, 120, expected=expected, kept=kept))


def push(whom: Person) -> str:
    """A question of Smart-ID to the phone of somebody whom this browser knows."""
    return _begin("smart-id", {"text": TEXT, "document": whom.document}, PUSH, whom)


def link() -> str:
    """A QR code and a link of Smart-ID, for whoever follows them."""
    return _begin("smart-id", {"text": TEXT}, "link")


def ring(ways: Mapping[str, Way], whom: Person) -> str:
    """A question of Mobile-ID to a telephone."""
    way = ways["mobile-id"]
    assert isinstance(way, MobileIdWay)
    return _begin("mobile-id", way.ask_for(whom.phone, whom.code, "lt", TEXT), PUSH, whom)


def leave(method: str = "viisp") -> str:
    """The browser is to be sent to the e-government gateway."""
    return _begin(method, {"language": "lt"})


def shown(public_id: str) -> Shown:
    """How an attempt stands, as its own browser sees it."""
    return attempts.seen_by(public_id, HERE)


def how(public_id: str) -> tuple[str, str]:
    """Its state and outcome."""
    return shown(public_id).state, shown(public_id).outcome


def given_back(public_id: str) -> None:
    """The lease of whoever has it in hand runs out."""
    Attempt.update(leased_until=1).where(Attempt.public_id == public_id).execute()


def work(proving: Proving, is_done: Callable[[], bool], seconds: float = 30) -> bool:
    """Let the worker look until this is so. Whether it came to be so within these seconds."""
    until = monotonic() + seconds
    while not is_done() and monotonic() < until:
        proving.look(0.05)
    return is_done()


def to_the_end(proving: Proving, *public_ids: str) -> list[tuple[str, str]]:
    """Let the worker look until they are all over; state and outcome of each."""
    work(proving, lambda: not any(shown(one).is_live for one in public_ids))
    return [how(one) for one in public_ids]


def begun(proving: Proving, public_id: str) -> str:
    """Let the worker begin it at its service."""
    assert work(proving, lambda: shown(public_id).state != "created")
    assert shown(public_id).state == "waiting", how(public_id)
    return public_id
