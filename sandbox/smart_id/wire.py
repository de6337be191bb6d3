"""Smart-ID's computations as the service and the app make them (smart-id.md §7), written apart from our gateway."""

import hmac
import json
import re
from base64 import b64decode, b64encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from sandbox.asked import Asked

LINK = re.compile(
    r"deviceLinkType=(?P<kind>QR|Web2App|App2App)(?:&elapsedSeconds=(?P<elapsed>[0-9]{1,6}))?"
    r"&sessionToken=(?P<token>[A-Za-z0-9]+)&sessionType=auth&version=1\.0&lang=[a-z]{3}"
    r"&authCode=(?P<code>[A-Za-z0-9_-]{43})",
    re.ASCII,
)


def in_base64(content: bytes) -> str:
    """With padding, as in JSON."""
    return b64encode(content).decode()


def in_url(content: bytes) -> str:
    """Base64url without padding, as in links."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def challenge_of(asked: Asked) -> str:
    """rpChallenge as sent."""
    return str(asked.sent["signatureProtocolParameters"]["rpChallenge"])


def interactions_of(asked: Asked) -> list[dict[str, Any]]:
    """What the relying party would like to show, the best first."""
    items: list[dict[str, Any]] = json.loads(b64decode(asked.sent["interactions"]))
    return items


def auth_code(scheme: str, asked: Asked, kind: str, link: str) -> str:
    """What a device link must end with: over the request and the link up to it (§7.3)."""
    callback = "" if kind == "QR" else asked.sent.get("initialCallbackUrl", "")
    parts = (
        scheme, "ACSP_V2", challenge_of(asked), in_base64(asked.sent["relyingPartyName"].encode()), "",
        asked.sent["interactions"], callback, link,
    )  # fmt: skip
    return in_url(hmac.digest(b64decode(asked.secret), "|".join(parts).encode(), "sha256"))


def signed_text(scheme: str, asked: Asked, server_random: str, interaction: str, flow: str) -> bytes:
    """What the phone signs (§7.4)."""
    callback = "" if flow in ("QR", "Notification") else asked.sent.get("initialCallbackUrl", "")
    parts = (
        scheme, "ACSP_V2", server_random, challenge_of(asked), user_challenge(asked),
        in_base64(asked.sent["relyingPartyName"].encode()), "",
        in_base64(sha256(asked.sent["interactions"].encode()).digest()), interaction, callback, flow,
    )  # fmt: skip
    return "|".join(parts).encode()


def user_challenge(asked: Asked) -> str:
    """The digest of what comes back with the browser (§7.5)."""
    return in_url(sha256(asked.verifier.encode()).digest())


def callback_url(asked: Asked) -> str:
    """Where the app sends the browser when all is done (§9), with the faults of its values."""
    digest = in_url(sha256(b64decode(asked.secret)).digest())
    if asked.fault == "digest":
        digest = in_url(sha256(b"another secret").digest())
    verifier = in_url(bytes(32)) if asked.fault == "verifier" else asked.verifier
    sent = str(asked.sent["initialCallbackUrl"])
    values = {"sessionSecretDigest": digest, "userChallengeVerifier": verifier}
    return f"{sent}{'&' if '?' in sent else '?'}{urlencode(values)}"


def verification_code(challenge: str) -> str:
    """Four digits (§7.1)."""
    return f"{int.from_bytes(sha256(b64decode(challenge)).digest()[-2:], 'big') % 10000:04}"


def codes_to_choose(challenge: str) -> list[str]:
    """The right code and two others, in an order that tells nothing."""
    codes, drawn = {verification_code(challenge)}, sha256(challenge.encode()).digest()
    while len(codes) < 3:
        codes.add(f"{int.from_bytes(drawn[:2], 'big') % 10000:04}")
        drawn = sha256(drawn).digest()
    return sorted(codes)
