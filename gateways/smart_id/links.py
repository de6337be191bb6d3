"""What the page shows: the link into the app, signed with the session's secret, and the verification code of a push.

Source: knowledge/smart-id.md §7.1–7.3, §8.
"""

import hashlib
import hmac
from typing import Literal

from gateways.certificates import read_base64
from gateways.smart_id.encoding import to_base64, to_base64url
from gateways.smart_id.request import Request
from gateways.smart_id.service import Service
from gateways.smart_id.session import Session

LinkType = Literal["QR", "Web2App"]


def device_link(
    service: Service, session: Session, kind: LinkType, elapsed_seconds: int = 0, language: str = "lit"
) -> str:
    """The address that opens the app. One for a QR code is made anew each second, on the server, and is not shown for
    longer than 3 s; one for Web2App stays the same.

    elapsed_seconds: whole seconds since the session was opened. language: of the page at SK, three letters.
    Raises ValueError for a flow that this session does not offer.
    """
    if kind not in session.flows.split():
        raise ValueError(f"{kind} was not offered")
    elapsed = max(0, int(elapsed_seconds)) if kind == "QR" else None
    link = bare_link(session.link_base, kind, elapsed, session.token, "auth", language)
    callback_url = "" if kind == "QR" else session.callback_url
    text = auth_code_text(
        service.scheme, "ACSP_V2", session.challenge, session.name, "", session.interactions, callback_url, link
    )
    return f"{link}&authCode={auth_code(session.secret, text)}"


def bare_link(base: str, kind: str, elapsed: int | None, token: str, session_type: str, language: str) -> str:
    """The link before its authCode. The order of the parameters is signed, and nothing is URL-encoded."""
    seconds = "" if elapsed is None else f"&elapsedSeconds={elapsed}"
    rest = f"&sessionToken={token}&sessionType={session_type}&version=1.0&lang={language}"
    return f"{base}?deviceLinkType={kind}{seconds}{rest}"


def auth_code_text(
    scheme: str,
    protocol: str,
    challenge: str,
    name: str,
    brokered: str,
    interactions: str,
    callback_url: str,
    link: str,
) -> str:
    """What authCode is computed over. `brokered` is the name of the party that somebody asks for; we ask for nobody."""
    names = [to_base64(name.encode()), to_base64(brokered.encode())]
    return "|".join([scheme, protocol, challenge, *names, interactions, callback_url, link])


def auth_code(secret: str, text: str) -> str:
    """HMAC-SHA-256 with the session's base64 secret, in base64url."""
    return to_base64url(hmac.digest(read_base64(secret), text.encode(), "sha256"))


def verification_code(request: Request) -> str:
    """The four digits that the page shows, large, before the phone asks: over the challenge's bytes."""
    digest = hashlib.sha256(read_base64(request.challenge)).digest()
    return f"{int.from_bytes(digest[-2:], 'big') % 10000:04d}"
