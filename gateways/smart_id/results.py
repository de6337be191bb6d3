"""What each result of a session and each HTTP status means for us.

Source: knowledge/smart-id.md §10. What is written on the page per outcome is the templates' business.
"""

import re
from collections.abc import Mapping
from typing import Any

from gateways.errors import GatewayError, Kind
from rules.identity import Outcome, Refusal

OUTCOMES: dict[str, Outcome] = {
    "USER_REFUSED": "cancelled",
    "USER_REFUSED_INTERACTION": "cancelled",
    "USER_REFUSED_CERT_CHOICE": "cancelled",
    "TIMEOUT": "expired",
    "WRONG_VC": "wrong_code",
    "DOCUMENT_UNUSABLE": "unusable",
    "ACCOUNT_UNUSABLE": "unusable",
    "REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP": "outdated",
    "PROTOCOL_FAILURE": "failed",
    "EXPECTED_LINKED_SESSION": "failed",
    "SERVER_ERROR": "failed",
}
# 404: no such account or document, or the session is gone; the page must not tell these from any other failure.
# 471 and 472 said the same in version 2. 580 is maintenance.
KINDS: dict[int, tuple[Kind, str]] = {
    400: ("broken", "bad request"),
    401: ("broken", "our address, UUID or name is not known to the service"),
    403: ("broken", "we have no right to ask this"),
    404: ("refused", "no such account, document or session"),
    429: ("try_again", "too many requests"),
    471: ("refused", "no such account"),
    472: ("refused", "no such account"),
    480: ("broken", "our version of the protocol is no longer served"),
    580: ("try_again", "maintenance"),
}


def refusal(end_result: str) -> Refusal:
    """Why there is no identity, for any endResult but OK. A name that nobody knows is a failure, never a success."""
    return Refusal(OUTCOMES.get(end_result, "failed"), printable(end_result) or "no endResult")


def error_for(status: int, body: Mapping[str, Any]) -> GatewayError:
    """The error for an HTTP status that is not 200. Its reason names the service's error codes and fields and nothing
    else, for `detail` may repeat what was typed."""
    kind, meaning = KINDS.get(
        status, ("try_again", "the service failed") if status >= 500 else ("broken", "unexpected")
    )
    named = " ".join(named_errors(body))
    return GatewayError(kind, f"smart-id {status}: {meaning}{': ' if named else ''}{named}")


def named_errors(body: Mapping[str, Any]) -> list[str]:
    """The codes and field names of an RFC 9457 body, at most three errors of it."""
    errors = body.get("errors")
    listed = [error for error in errors[:3] if isinstance(error, dict)] if isinstance(errors, list) else []
    names = [error.get(name) for error in listed for name in ("code", "paramName", "pointer")]
    return [printable(name) for name in names if isinstance(name, str) and name]


def printable(name: str) -> str:
    """A name from outside as a log may have it: no digits in a row that could be somebody's code, nothing long."""
    return name if re.fullmatch(r"(?!.*[0-9]{5})[\w./#-]{1,80}", name, re.ASCII) else "unprintable" if name else ""
