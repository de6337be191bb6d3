"""To the provider and back: the code flow with PKCE, state and nonce."""

import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import ClaimError, JoseError

from gateways.oidc import provider
from gateways.oidc.claims import check_id_token
from gateways.oidc.persons import identity, wanted
from gateways.oidc.service import Begun, Service
from gateways.oidc.tokens import Spent, client, exchange, read_token, user_info
from rules.identity import Identity, Outcome, Refusal

CODE = re.compile(r"[ -~]{1,2000}")  # RFC 6749 appendix A.11
# What the browser may bring back instead of a code (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6, TARA-Doku).
# Only words that we know get into the log: anybody can write an address.
ERRORS: dict[str, Outcome] = {
    "user_cancel": "cancelled",
    "access_denied": "cancelled",
    "temporarily_unavailable": "unavailable",
    "server_error": "unavailable",
    "unmet_authentication_requirements": "weak",
    **dict.fromkeys(
        ("invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "login_required",
         "interaction_required", "consent_required", "account_selection_required"), "failed",
    ),
}  # fmt: skip


def begin(service: Service, callback_url: str, language: str = "lt", attempt: str = "") -> Begun:
    """Where the person goes to prove themselves, and what to remember meanwhile.

    `attempt`, if it is given, begins the state, with a point behind it: the callback tells whose answer it brings.
    Raises GatewayError: try_again when the provider is away, broken when it is not the one that we were set up for.
    """
    url = provider.endpoint(service, provider.metadata(service), "authorization_endpoint")
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    state = f"{attempt}.{state}" if attempt else state
    asked = {"acr_values": service.acr} if service.acr else {}
    url, _ = client(service, callback_url).create_authorization_url(
        url, state=state, nonce=nonce, code_verifier=verifier, ui_locales=language, **asked
    )
    return Begun(url, state, nonce, verifier, callback_url)


def finish(service: Service, begun: Begun, query: Mapping[str, str], moment: datetime) -> Identity | Refusal:
    """Who came back with this query string.

    The caller has made sure that it is the browser of `begun`, that `begun` is used once and that no name came twice.
    Raises GatewayError: try_again when the provider is away (a code that was spent by then is `used` the next time),
    or broken.
    """
    code = _brought(service, begun, query)
    if isinstance(code, Refusal):
        return code
    provider.keys(service)  # before the code is spent, which can be done once
    try:
        session = exchange(service, begun, code)
        return _identified(service, begun, session, moment)
    except Spent:
        return Refusal("used", "invalid_grant")
    except ClaimError as error:
        return Refusal("failed", f"id_token: {error.claim}")
    except (JoseError, ValueError) as error:
        return Refusal("failed", f"id_token: {type(error).__name__}")


def _brought(service: Service, begun: Begun, query: Mapping[str, str]) -> str | Refusal:
    """The code, if this answer is to our question and from our provider (RFC 9207)."""
    if not hmac.compare_digest(query.get("state", "").encode("utf-8", "replace"), begun.state.encode()):
        return Refusal("failed", "state")
    announced = provider.metadata(service).get("authorization_response_iss_parameter_supported") is True
    if query.get("iss", "" if announced else service.issuer) != service.issuer:
        return Refusal("failed", "iss")
    if "error" in query:
        error = query["error"]
        return Refusal(ERRORS.get(error, "failed"), error if error in ERRORS else "unknown error")
    code = query.get("code", "")
    return code if CODE.fullmatch(code) else Refusal("failed", "code")


def _identified(service: Service, begun: Begun, session: OAuth2Session, moment: datetime) -> Identity | Refusal:
    given = session.token
    for name in ("id_token", "access_token", "token_type"):
        if not isinstance(given.get(name), str):
            return Refusal("failed", f"no {name}")
    token = read_token(service, given["id_token"])
    claims: dict[str, Any] = check_id_token(service, token, begun.nonce, given["access_token"], moment)
    if any(name not in claims for name in wanted(service)):
        more = user_info(service, session)
        if more and more.get("sub") != claims["sub"]:  # OpenID Connect Core §5.3.2
            return Refusal("failed", "userinfo: sub")
        claims = {**{name: more[name] for name in wanted(service) if name in more}, **claims}
    return identity(service, claims)
