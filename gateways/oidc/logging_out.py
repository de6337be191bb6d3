"""The end of a session at the provider: told by it (Back-Channel Logout 1.0), or asked for by us (RP-Initiated)."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from joserfc.errors import ClaimError, JoseError

from gateways.errors import GatewayError
from gateways.oidc import provider
from gateways.oidc.claims import check_logout_token
from gateways.oidc.service import Service
from gateways.oidc.tokens import read_token


@dataclass(frozen=True)
class Logout:
    """Whose sessions end: those with this `session`, or, when it is "", all those with this `subject`; both as in
    Identity. `jti` must never have been seen before from this provider; `issued` is in epoch seconds."""

    subject: str = field(repr=False)
    session: str = field(repr=False)
    jti: str
    issued: int


def logout_token(service: Service, token: str, moment: datetime) -> Logout:
    """What a provider's logout token asks for, verified but for the freshness of its jti, which the caller keeps.

    Raises GatewayError: refused for a token that does not hold (answer 400), try_again when the keys cannot be had.
    """
    try:
        claims = check_logout_token(service, read_token(service, token), moment)
    except ClaimError as error:
        raise GatewayError("refused", f"logout_token: {error.claim}") from None
    except (JoseError, ValueError) as error:
        raise GatewayError("refused", f"logout_token: {type(error).__name__}") from None
    subject, session = (service.scoped(claims[name]) if name in claims else "" for name in ("sub", "sid"))
    return Logout(subject, session, claims["jti"], int(claims["iat"]))


def logout_url(service: Service, id_token_hint: str = "") -> str:
    """Where a browser goes to end the session at the provider too; "" when it has no such address.

    It comes back to the `after_logout` of the configuration, never to an address of a request.
    Raises GatewayError as `begin` does.
    """
    url = provider.endpoint(service, provider.metadata(service), "end_session_endpoint")
    asked = {
        "client_id": service.client_id,
        "id_token_hint": id_token_hint,
        "post_logout_redirect_uri": service.after_logout,
    }
    return f"{url}{'&' if '?' in url else '?'}{urlencode({k: v for k, v in asked.items() if v})}" if url else ""
