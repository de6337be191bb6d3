"""All test people of the stand-ins, asked by one worker, many at once, and what became of each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from structlog.testing import capture_logs

from data import attempts
from data.database import now
from proving import Proving
from rules.identity import Identity
from sandbox.asked import Person, people
from tests.proving.asking import HERE, how, push, ring, shown, work
from tests.proving.services import Services

LASTS = 120  # seconds, as asking.py begins them
SILENT = ("hang", "drop")  # of these nothing ever comes
AT_ONCE = 12  # a busy machine answers more of them too slowly


@dataclass
class Ended:
    """By service and person: state, outcome and who was proven. `said` is the log."""

    how: dict[tuple[str, str], tuple[str, str, Identity | None]] = field(default_factory=dict)
    said: list[Any] = field(default_factory=list)

    def reasons(self, service: str) -> set[str]:
        """Every reason that the log gives for refusing somebody."""
        proofs = [one for one in self.said if one["event"] == "proof" and one["method"] == service]
        return {one["reason"] for one in proofs if one["result"] not in ("verified", "try_again")}


def alone(service: str) -> list[Person]:
    """The clients who answer by themselves."""
    return [whom for whom in people.clients(service) if not whom.waits]


def ask_everybody(services: Services) -> Ended:
    """Ask them, and wait until all have answered; of the silent ones until their time is over."""
    ended = Ended()
    _ask(services, ended, "smart-id", push)
    _ask(services, ended, "mobile-id", lambda whom: ring(services.ways, whom))
    return ended


def _ask(services: Services, ended: Ended, service: str, begin: Callable[[Person], str]) -> None:
    people, proving = alone(service), Proving(services.ways)
    with capture_logs() as said:
        for start in range(0, len(people), AT_ONCE):
            _wait_for(proving, ended, service, {begin(whom): whom for whom in people[start : start + AT_ONCE]})
    ended.said += said
    proving.pool.shutdown(wait=False, cancel_futures=True)


def _wait_for(proving: Proving, ended: Ended, service: str, asked: dict[str, Person]) -> None:
    answered = [one for one, whom in asked.items() if whom.fault not in SILENT]
    work(proving, lambda: not any(shown(one).is_live for one in answered), 60)
    attempts.expire(now() + LASTS)
    for one, whom in asked.items():
        state, outcome = how(one)
        ended.how[service, whom.id] = state, outcome, attempts.peek(one, HERE) if state == "verified" else None
