"""What the worker does with attempts to prove who one is: begins them, asks how they went, and writes it down.

The services are asked by many threads, each waiting for one of them; the database is spoken to by one alone.
"""

from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from time import sleep
from typing import Any

from data import attempts
from data.attempts import Leased
from data.database import DatabaseFault, connect
from data.sealing import DoesNotFit
from gateways.errors import GatewayError
from gateways.ways import Kept, Parked, Way
from logs import log
from rules.identity import Identity, Outcome, Refusal

AT_ONCE = 100  # services waited for at the same time
LEASE = 60  # seconds; longer than any one call, so that no two workers ask about the same attempt
PAUSE = 0.3  # seconds between looks at the table
AGAIN = 3  # seconds after a service could not be reached
PARKED = 2  # seconds between looks at an answer that waits for its browser

Result = Identity | Refusal | Parked | Kept | None


class Proving:
    """Attempts in the hands of this worker. `ways` are the configured services by method."""

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self.ways = ways
        self.pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="proving")
        self.asked: dict[Future[Result], Leased] = {}

    def keep_asking(self) -> None:
        """Never returns. Whatever fails is logged, and tried again."""
        while True:
            try:
                connect()
                self.look()
            except Exception:  # noqa: BLE001 - a database that is away comes back; this thread must still be there
                log.exception("proving_failed")
                sleep(AGAIN)

    def look(self, pause: float = PAUSE) -> None:
        """Take what is due in hand, and write down what has been answered within `pause` seconds."""
        in_hand = {leased.public_id for leased in self.asked.values()}  # though their lease may have run out meanwhile
        for public_id in attempts.due(AT_ONCE - len(in_hand)) if len(in_hand) < AT_ONCE else ():
            if public_id not in in_hand:
                self.take(public_id)
        if not self.asked:
            sleep(pause)
            return
        done, _ = wait(self.asked, pause, FIRST_COMPLETED)
        for future in done:
            self.note(self.asked[future], future)
            del self.asked[future]  # not before: what the database could not take is written at the next look

    def take(self, public_id: str) -> None:
        """Give an attempt to a thread. What no thread may have ends here, and stops nobody else's."""
        try:
            leased = attempts.lease(public_id, LEASE)
        except DoesNotFit:  # IDENTITY_KEY is another one now
            self._end(public_id, "failed", "its values do not open")
            return
        if leased is None:
            return
        if leased.state == "created" and not attempts.beginning(public_id):
            self._end(public_id, "unavailable", "a worker died while it began", leased.method)
            return
        self.asked[self.pool.submit(self.ask, leased)] = leased

    def ask(self, leased: Leased) -> Result:
        """One call to a service, in a thread of its own: no database here."""
        way = self.ways.get(leased.method)
        if way is None:
            return Refusal("unavailable", "not configured any more")
        if leased.state == "created":
            return way.begin(leased.public_id, leased.kept)
        return way.answer(leased.kept, leased.returned, datetime.now(UTC))

    def note(self, leased: Leased, future: "Future[Result]") -> None:
        """Write down what came of it. Raises DatabaseFault."""
        try:
            self._write(leased, future.result())
        except GatewayError as error:
            self._failed(leased, error)
        except DatabaseFault:  # nothing is known against the answer
            raise
        except Exception:  # noqa: BLE001 - an answer that our code cannot read or keep proves nobody
            log.exception("proof", method=leased.method, result="fault")
            attempts.ended(leased.public_id, "failed", "failed")

    def _write(self, leased: Leased, result: Result) -> None:
        if isinstance(result, Identity):
            taken = attempts.verified(leased.public_id, result)
            log.info("proof", method=leased.method, result="verified" if taken else "too late, or somebody else")
        elif isinstance(result, Refusal):
            self._end(leased.public_id, result.outcome, result.reason, leased.method)
        elif isinstance(result, Parked):
            attempts.not_yet(leased, PARKED, result.kept)
        elif result is None:
            attempts.not_yet(leased, 0)
        else:
            attempts.began(leased.public_id, result)

    def _failed(self, leased: Leased, error: GatewayError) -> None:
        """A question may be asked again; what begins an attempt may not: the phone would ring twice."""
        if error.kind == "try_again" and leased.state != "created":
            log.warning("proof", method=leased.method, result="try_again", reason=error.reason)
            attempts.not_yet(leased, AGAIN)
            return
        gone = error.kind == "refused" and leased.state != "created"  # the service no longer knows the question
        outcome: Outcome = "expired" if gone else "unavailable" if error.kind == "try_again" else "failed"
        self._end(leased.public_id, outcome, error.reason, leased.method)

    def _end(self, public_id: str, outcome: Outcome, reason: str, method: str = "") -> None:
        state = "expired" if outcome == "expired" else "failed" if outcome in ("failed", "unavailable") else "refused"
        ended: Any = attempts.ended(public_id, state, outcome)  # type: ignore[arg-type]
        log.warning("proof", method=method, result=outcome if ended else "over already", reason=reason)
