"""What the background worker does with an attempt. Several may run: each step is one UPDATE that one of them wins."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

from data import sealing
from data.attempts.tables import (
    ASKED,
    GONE,
    LIVE,
    USE_WITHIN,
    Attempt,
    Method,
    Purpose,
    State,
    live,
    sealed,
    unsealed,
)
from data.database import now
from rules.identity import Identity, Outcome


@dataclass(frozen=True)
class Leased:
    """An attempt in the hands of one worker until a moment. `returned` is empty while the browser has brought none."""

    public_id: str
    method: Method
    flow: str
    purpose: Purpose
    state: State
    expected: str
    created_at: int
    began_at: int
    expires_at: int
    until: int
    kept: Mapping[str, Any] = field(repr=False)
    returned: Mapping[str, Any] = field(repr=False)


def due(limit: int) -> list[str]:
    """Public ids of attempts to look at now, the longest waiting first. One that a browser must bring back is not."""
    waiting = Attempt.select(Attempt.public_id).where(_due(now())).order_by(Attempt.leased_until, Attempt.id)
    return [found.public_id for found in waiting.limit(limit)]


def _due(moment: int) -> Any:
    asked = (Attempt.state != "waiting") | Attempt.method.in_(ASKED)
    return live(moment) & (Attempt.leased_until <= moment) & asked


def lease(public_id: str, seconds: int) -> Leased | None:
    """Take an attempt in hand for so long; None when it is not due, or another worker's. A worker that dies gives it
    back this way, so let it be longer than any one call."""
    moment = now()
    taking = Attempt.update(leased_until=moment + seconds).where(_due(moment) & (Attempt.public_id == public_id))
    found = list(taking.returning(Attempt).execute())
    return _leased(found[0]) if found else None


def _leased(found: Attempt) -> Leased:
    return Leased(
        public_id=found.public_id,
        method=cast("Method", found.method),
        flow=found.flow,
        purpose=cast("Purpose", found.purpose),
        state=cast("State", found.state),
        expected=found.expected,
        created_at=found.created_at,
        began_at=found.began_at,
        expires_at=found.expires_at,
        until=found.leased_until,
        kept=unsealed("kept", found.public_id, found.kept),
        returned=unsealed("returned", found.public_id, found.returned),
    )


def beginning(public_id: str) -> bool:
    """Its service is about to be called for the first time: True once, whatever becomes of who asked.

    Written before the call, so that a worker that dies in it leaves nobody to ring the same telephone again.
    """
    first = (Attempt.public_id == public_id) & (Attempt.state == "created") & (Attempt.began_at == 0)
    return bool(Attempt.update(began_at=now()).where(first).execute())


def not_yet(leased: Leased, seconds: int = 1, kept: Mapping[str, Any] | None = None) -> None:
    """Nothing to say yet: look again in so many seconds, with other values to remember if they are given.

    A lease that ran out meanwhile changes nothing: the attempt is in other hands.
    """
    later: dict[str, Any] = {"leased_until": now() + seconds}
    if kept is not None:
        later["kept"] = sealed("kept", leased.public_id, kept)
    held = (Attempt.public_id == leased.public_id) & (Attempt.leased_until == leased.until) & Attempt.state.in_(LIVE)
    Attempt.update(**later).where(held).execute()


def began(public_id: str, kept: Mapping[str, Any]) -> bool:
    """The service has begun: what it must be asked next replaces what it had to be told. Whether we were the first."""
    moment = now()
    from_created = live(moment) & (Attempt.public_id == public_id) & (Attempt.state == "created")
    next_one = Attempt.update(
        state="waiting", kept=sealed("kept", public_id, kept), began_at=moment, leased_until=0
    ).where(from_created)
    return bool(next_one.execute())


def verified(public_id: str, identity: Identity) -> bool:
    """It has proven who they are; the browser has a quarter of an hour to use it. Whether this took effect.

    Somebody else than was expected proves nothing: the attempt has failed.
    """
    mine, moment = Attempt.public_id == public_id, now()
    if not Attempt.select().where(mine & Attempt.expected.in_(("", sealing.index(identity)))).exists():
        ended(public_id, "failed", "failed")
        return False
    who = {"identity": sealed("identity", public_id, asdict(identity)), "expires_at": moment + USE_WITHIN}
    proven = Attempt.update(state="verified", **GONE | who)
    return bool(proven.where(live(moment) & mine & Attempt.state.in_(("waiting", "returned"))).execute())


def ended(public_id: str, state: Literal["refused", "expired", "failed"], outcome: Outcome) -> bool:
    """It came to nothing, and this is what the person is told. Its secrets go. Whether this took effect."""
    mine = (Attempt.public_id == public_id) & Attempt.state.in_(LIVE)
    return bool(Attempt.update(state=state, outcome=outcome, **GONE).where(mine).execute())


def expire(moment: int) -> int:
    """End what nobody finished, or used, by this moment (epoch seconds). Returns how many."""
    over = Attempt.state.in_((*LIVE, "verified")) & (Attempt.expires_at <= moment)
    ended_now: int = Attempt.update(state="expired", outcome="expired", **GONE).where(over).execute()
    return ended_now


def forget_old(before: int) -> int:
    """Delete attempts that were begun before this moment (epoch seconds). Returns how many."""
    deleted: int = Attempt.delete().where(Attempt.created_at < before).execute()
    return deleted
