"""The shape that all ways share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from rules.identity import Identity, Refusal

Kept = Mapping[str, Any]  # plain values, as an attempt's row holds them, sealed


@dataclass(frozen=True)
class Parked:
    """The service has answered, and the browser must come back before the answer can be checked. `kept` is what to
    remember until then: what was kept, and the answer."""

    kept: Kept = field(repr=False)


class Way(Protocol):
    """One service that proves people. `begin` and `answer` speak to it, for ten seconds at most each, and raise
    GatewayError."""

    def begin(self, attempt: str, asked: Kept) -> Kept:
        """Begin. `attempt` is the attempt's public id, `asked` what its page knew; returns what `answer` needs."""
        ...

    def brought(self, kept: Kept, query: Mapping[str, str]) -> Kept:
        """What the browser has brought back, if it belongs to this very attempt; else nothing. Speaks to nobody."""
        ...

    def answer(self, kept: Kept, returned: Kept, moment: datetime) -> Identity | Refusal | Parked | None:
        """Who it is, or why not; None while nobody knows. `returned` is what the browser brought back, empty before.
        `moment` is the present one, UTC."""
        ...
