"""The shape that all ways to pay share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from rules.payments import Bank, Fact, Refusal


@dataclass(frozen=True)
class Asked:
    """What is to be paid. `site` is our address, `made_at` ISO 8601 with offset, `message` what statements show,
    `leave_url` where an order that was made is paid."""

    stamp: str
    cents: int
    message: str
    site: str
    language: str = "lt"
    made_at: str = ""
    email: str = ""
    leave_url: str = ""


@dataclass(frozen=True)
class Leave:
    """The form that takes the payer away: where to, with what, and how it is sent (`post` or `get`).

    Without a `url` nobody leaves: the payer has what they need on our page.
    """

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    method: str = "post"


class Method(Protocol):
    """One way to pay. Neither function speaks to anybody."""

    @property
    def bank(self) -> Bank:
        """Who answers, as the booking of its answers wants to know it."""
        ...

    @property
    def payee_name(self) -> str:
        """Whose the account is."""
        ...

    def leave(self, asked: Asked) -> Leave | None:
        """Where to go to pay it; None while the worker is still making the order.

        Raises GatewayError("broken") for what the other side would not take.
        """
        ...

    def read(self, raw: bytes, at: int, way: str) -> Fact | Refusal:
        """What a message that came at that moment (epoch seconds) tells, once it is believed.

        `way`: browser, server, poll (an answer that we asked for), statement (an entry of one that we took in).
        """
        ...
