"""What the phone shows and how the person agrees, as the base64 text that every later computation reuses.

Source: knowledge/smart-id.md §6.
"""

import base64
import json
from collections.abc import Mapping, Sequence

from gateways.errors import GatewayError
from gateways.smart_id.encoding import to_base64

SHORT, LONG = 60, 200  # characters, not bytes


def device_link_interactions(text: str) -> str:
    """For a link or a QR code: the text over the PIN where it fits there, otherwise on a page of its own.

    Raises GatewayError("broken") for a text that is empty or longer than 200 characters.
    """
    if len(text) <= SHORT:
        return encoded([{"type": "displayTextAndPIN", "displayText60": checked(text)}])
    return encoded([{"type": "confirmationMessage", "displayText200": checked(text)}])


def push_interactions(text: str) -> str:
    """For a push: the code is chosen among three and nothing else is offered, or a swindler on the telephone could
    have the PIN typed without anybody looking at our page. Raises as `device_link_interactions`."""
    return encoded([{"type": "confirmationMessageAndVerificationCodeChoice", "displayText200": checked(text)}])


def encoded(items: Sequence[Mapping[str, str]]) -> str:
    """Interactions as minified JSON in base64. Encoding again may give another text: keep this one."""
    return to_base64(json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode())


def offered_types(interactions: str) -> list[str]:
    """The types in a base64 text that `encoded` made, most wanted first."""
    return [item["type"] for item in json.loads(base64.b64decode(interactions))]


def checked(text: str) -> str:
    """The text itself. Raises GatewayError("broken") when Smart-ID would not take it."""
    if not 1 <= len(text) <= LONG:
        raise GatewayError("broken", f"smart-id: a text of {len(text)} characters cannot be shown")
    return text
