"""What may be kept of a person but not read from the table: sealed under a key that only the settings hold.

AES-256-GCM (RFC 5116), the key derived from IDENTITY_KEY by HKDF-SHA-256 (RFC 5869), 96 random bits of nonce each time.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rules.identity import Identity, index_of

VERSION = "v1."
NONCE = 12  # bytes


class DoesNotFit(Exception):
    """The sealed text was made with another key, for another purpose or row, or was changed."""


@dataclass
class _Keys:
    """Set once at the start of each process; nothing is sealed, opened or found before."""

    identity_key: str = field(default="", repr=False)
    box: AESGCM | None = None


_keys = _Keys()


def set_key(identity_key: str) -> None:
    """Take IDENTITY_KEY of the settings; each process calls it once, before its first request or task."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"savitarna sealing v1").derive(identity_key.encode())
    _keys.identity_key, _keys.box = identity_key, AESGCM(derived)


def seal(purpose: str, text: str) -> str:
    """The text as it may be kept. `purpose` says what for and in which row; only the same opens it again."""
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + _box().encrypt(nonce, text.encode(), (VERSION + purpose).encode())
    return VERSION + urlsafe_b64encode(sealed).decode()


def unseal(purpose: str, sealed: str) -> str:
    """The text that was sealed for this purpose. Raises DoesNotFit."""
    box = _box()
    try:
        raw = urlsafe_b64decode(sealed.removeprefix(VERSION)) if sealed.startswith(VERSION) else b""
        return box.decrypt(raw[:NONCE], raw[NONCE:], (VERSION + purpose).encode()).decode()
    except (InvalidTag, ValueError) as wrong:
        raise DoesNotFit(purpose.partition(" ")[0]) from wrong


def index(identity: Identity) -> str:
    """Under which an identity is found again and compared with the holders that providers named."""
    _box()
    return index_of(_keys.identity_key, identity)


def blind(text: str) -> str:
    """For comparing something that nobody should be able to guess from the table: keyed, and not to be opened."""
    _box()
    return hmac.new(_keys.identity_key.encode(), f"blind {text}".encode(), "sha256").hexdigest() if text else ""


def _box() -> AESGCM:
    if _keys.box is None:
        raise RuntimeError("set_key of data/sealing.py comes first: IDENTITY_KEY")
    return _keys.box
