"""The two calls of the service: begin, and what became of it (mobile-id.md §2, §4)."""

import re
from typing import Any

from gateways.errors import GatewayError
from gateways.mobile_id.request import Request, Service, Session, body

BEGINNING = 10.0  # seconds
LONGER = 1.5  # seconds, than the service was told to wait
SESSION_ID = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)  # it becomes a part of a path
GONE = {"state": "COMPLETE", "result": "SESSION_UNKNOWN"}  # ours; sessions live for five minutes


def open_session(service: Service, asked: Request) -> Session:
    """Ask the phone. The verification code must be on the page by now.

    Raises GatewayError: `try_again` when the service is away or busy, `broken` when it does not take our request.
    """
    status, answer = service.line.post_json("authentication", body(service, asked), BEGINNING)
    found = answer.get("sessionID")
    if status != 200:
        raise _failure(status)
    if not isinstance(found, str) or not SESSION_ID.fullmatch(found):
        raise GatewayError("broken", "mobile-id: no sessionID")
    return Session(found, asked.digest, asked.hash_type, asked.code)


def ask(service: Service, session: Session, wait_ms: int) -> dict[str, Any] | None:
    """Wait so long for what became of a session: None while the phone is still asked, else the answer for `verify`.

    Never two at once for one session: the service drops the older one. Raises GatewayError as `open_session`.
    """
    path = f"authentication/session/{session.id}"
    status, answer = service.line.get_json(path, {"timeoutMs": wait_ms}, wait_ms / 1000 + LONGER)
    if status == 404:
        return dict(GONE)
    if status != 200:
        raise _failure(status)
    if answer.get("state") not in ("RUNNING", "COMPLETE"):
        raise GatewayError("broken", "mobile-id: neither RUNNING nor COMPLETE")
    return answer if answer["state"] == "COMPLETE" else None


def _failure(status: int) -> GatewayError:
    if status == 401:
        return GatewayError("broken", "mobile-id: 401, the service does not know us by our address, UUID and name")
    return GatewayError("try_again" if status >= 500 or status == 429 else "broken", f"mobile-id: {status}")
