"""How the app brings the browser back to us (Web2App), and what shows that it was the app who did.

Source: knowledge/smart-id.md §7.5, §9.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from gateways.certificates import read_base64
from gateways.smart_id.callback_url import value_of
from gateways.smart_id.encoding import to_base64url
from gateways.smart_id.session import Session

LONGEST_PART = 200  # signs; honest ones have 22 to 43


@dataclass(frozen=True)
class Callback:
    """What came back in the address: our own `value`, the digest of the session's secret, the verifier."""

    value: str = field(repr=False)
    digest: str = field(repr=False)
    verifier: str = field(repr=False)


def read_callback(query: Mapping[str, str]) -> Callback | None:
    """The three values from the query of the address that was opened; None when one is missing or too long."""
    parts = [query.get(name, "") for name in ("value", "sessionSecretDigest", "userChallengeVerifier")]
    return Callback(*parts) if all(0 < len(part) <= LONGEST_PART for part in parts) else None


def callback_fits(session: Session, callback: Callback) -> bool:
    """Whether this came from the app of this session: our own value, and the digest of the session's secret.

    What does not fit is not worth keeping: anybody can open an address. Compared in constant time.
    """
    ours = value_of(session.callback_url)
    return same(ours, callback.value) and same(secret_digest(session.secret), callback.digest)


def secret_digest(secret: str) -> str:
    """sessionSecretDigest of a session's base64 secret; '' for no secret, as a push has none."""
    return to_base64url(hashlib.sha256(read_base64(secret)).digest()) if secret else ""


def user_challenge(verifier: str) -> str:
    """userChallenge that belongs to a verifier: over the text as it is, not decoded."""
    return to_base64url(hashlib.sha256(as_bytes(verifier)).digest())


def same(one: str, other: str) -> bool:
    """Whether two texts are equal and not empty, in constant time."""
    return bool(one) and hmac.compare_digest(as_bytes(one), as_bytes(other))


def as_bytes(text: str) -> bytes:
    """UTF-8; what an address cannot hold honestly (lone surrogates) becomes something that equals nothing."""
    return text.encode("utf-8", "backslashreplace")
