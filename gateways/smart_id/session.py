"""Opening a session at the service and asking how it stands.

Source: knowledge/smart-id.md §5, §10. Unknown fields are ignored at every level.
"""

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any

from gateways.certificates import read_base64
from gateways.errors import GatewayError
from gateways.smart_id.request import Request
from gateways.smart_id.results import error_for
from gateways.smart_id.service import Service

BEGIN_SECONDS = 10.0
SLACK_SECONDS = 3.0  # how much later than asked an answer may come before the line counts as dead
LEAST_WAIT, MOST_WAIT = 1000, 120_000  # milliseconds
LINK_BASE = r"(https://|http://(127\.0\.0\.1|localhost)(?=[:/]))[0-9A-Za-z._~:/-]{1,300}"


@dataclass(frozen=True, kw_only=True)
class Session(Request):
    """A question that the service has taken: the request as it was sent, and what came back for it.

    Plain strings, so that `dataclasses.asdict` and `Session(**kept)` carry it over a restart. All of it is secret.
    A push has an id only; a device link has also `token`, `secret` (base64) and `link_base`.
    """

    id: str = field(repr=False)
    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    link_base: str = field(default="", repr=False)


def open_session(service: Service, request: Request) -> Session:
    """Send the request, once per attempt.

    Raises GatewayError: `refused` (no such account, told like any failure), `try_again` (no line, maintenance),
    `broken` (not recognised, or an answer that makes no sense).
    """
    status, body = service.line.post_json(request.path, request.body(service.uuid), BEGIN_SECONDS)
    if status != 200:
        raise error_for(status, body)
    session = Session(**dataclasses.asdict(request), id=matched(body, "sessionID", r"[0-9A-Za-z-]{1,64}"))
    if request.person:
        return session
    return dataclasses.replace(
        session,
        token=matched(body, "sessionToken", r"[0-9A-Za-z]{24,200}"),
        secret=secret_of(body),
        link_base=matched(body, "deviceLinkBase", LINK_BASE),
    )


def ask(service: Service, session: Session, wait_ms: int) -> dict[str, Any] | None:
    """How the session stands, waiting for up to `wait_ms` milliseconds: None while it runs, the whole answer after.

    Raises GatewayError as `open_session`; `refused` when the service no longer knows the session.
    """
    wait = min(max(wait_ms, LEAST_WAIT), MOST_WAIT)
    path, seconds = f"session/{session.id}", wait / 1000 + SLACK_SECONDS
    status, body = service.line.get_json(path, {"timeoutMs": wait}, seconds)
    if status != 200:
        raise error_for(status, body)
    state = body.get("state")
    if state == "RUNNING":
        return None
    if state != "COMPLETE":
        raise GatewayError("broken", "smart-id: the session's state is missing or unknown")
    return dict(body)


def matched(body: dict[str, Any], name: str, pattern: str) -> str:
    """A field of the creation response. Raises GatewayError("broken") when it is missing or looks otherwise."""
    value = body.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise GatewayError("broken", f"smart-id: {name} is missing or malformed")
    return value


def secret_of(body: dict[str, Any]) -> str:
    """sessionSecret, which must be base64: it is the key of every link."""
    secret = matched(body, "sessionSecret", r"[0-9A-Za-z+/]{16,200}={0,2}")
    try:
        read_base64(secret)
    except ValueError as error:
        raise GatewayError("broken", "smart-id: sessionSecret is malformed") from error
    return secret
