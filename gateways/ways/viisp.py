"""The e-government gateway by VIISP: the browser goes there with a ticket, and brings it back."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gateways import viisp
from gateways.errors import GatewayError
from gateways.viisp import Service
from gateways.ways.shape import Kept
from rules.identity import Identity, Refusal


@dataclass(frozen=True)
class ViispWay:
    """`postback` is the address to which the gateway makes the browser post."""

    service: Service
    postback: str

    def begin(self, attempt: str, _asked: Kept) -> Kept:
        """The custom data come back unchanged: they name the attempt, and cannot be guessed (viisp.md §7).

        A gateway that gives no ticket is away, whatever it says: nobody has been refused yet.
        """
        custom = f"{attempt}.{secrets.token_urlsafe(24)}"
        try:
            ticket = viisp.ticket(self.service, self.postback, custom)
        except GatewayError as error:
            raise GatewayError("broken" if error.kind == "broken" else "try_again", error.reason) from error
        return {"ticket": ticket, "custom": custom, "leave": viisp.leave_url(self.service, ticket)}

    def brought(self, kept: Kept, query: Mapping[str, str]) -> Kept:
        """What the gateway had the browser bring, if it belongs to this very attempt; else nothing."""
        found = {name: query.get(name, "") for name in ("ticket", "custom")}
        return found if found["custom"] and found["custom"] == kept.get("custom") else {}

    def answer(self, kept: Kept, returned: Kept, _moment: datetime) -> Identity | Refusal | None:
        """`returned`: `ticket` and `custom`, as this browser brought them. The gateway tells its answer once."""
        if not returned:
            return None
        same = (hmac.compare_digest(str(kept[name]), str(returned.get(name, ""))) for name in ("ticket", "custom"))
        if not all(list(same)):
            return Refusal("failed", "another ticket came back")
        try:
            answer = viisp.answer(self.service, kept["ticket"])
        except GatewayError as error:
            if error.kind == "refused":
                return Refusal("used", error.reason)
            raise
        return viisp.identity(answer, kept["custom"])
