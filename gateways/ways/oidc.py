"""The e-government gateway by OpenID Connect."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from gateways import oidc
from gateways.oidc import Begun, Logout, Service
from gateways.ways.shape import Kept
from rules.identity import Identity, Refusal


@dataclass(frozen=True)
class OidcWay:
    """`callback` is the address to which the provider sends the browser back, as it is registered there."""

    service: Service
    callback: str

    def begin(self, attempt: str, asked: Kept) -> Kept:
        """The state names the attempt, and cannot be guessed."""
        begun = oidc.begin(self.service, self.callback, asked.get("language", "lt"), attempt)
        return asdict(begun) | {"leave": begun.url}

    def brought(self, kept: Kept, query: Mapping[str, str]) -> Kept:
        """What the provider had the browser bring, if it belongs to this very attempt; else nothing."""
        return query if query.get("state") and query["state"] == kept.get("state") else {}

    def answer(self, kept: Kept, returned: Kept, moment: datetime) -> Identity | Refusal | None:
        """`returned` is the query of the callback."""
        if not returned:
            return None
        begun = Begun(**{name: value for name, value in kept.items() if name != "leave"})
        return oidc.finish(self.service, begun, returned, moment)

    def logout(self, token: str, moment: datetime) -> Logout:
        """What the provider's logout token asks for. Raises GatewayError."""
        return oidc.logout_token(self.service, token, moment)
