"""How Paysera writes things down: base64 in two alphabets, queries inside of queries, and two uses of the password.

Source: knowledge/paysera.md §1 (data, sign) and §2 (AES-256-GCM). What cannot be read raises ValueError.
"""

import base64
import hashlib
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

IV, TAG, KEY = 12, 16, 32  # bytes
MOST_FIELDS = 100


def encoded(content: bytes) -> str:
    """Url-safe base64; the padding stays."""
    return base64.urlsafe_b64encode(content).decode()


def decoded(text: str) -> bytes:
    """The bytes of url-safe or plain base64.

    Only the one spelling that an encoder writes is taken: the spare bits of the last letter are no place for a change.
    """
    plain = text.replace("-", "+").replace("_", "/")
    content = base64.b64decode(plain, validate=True)
    if base64.b64encode(content).decode() != plain:
        raise ValueError("no base64 as an encoder writes it")
    return content


def fields_of(query: bytes) -> dict[str, str]:
    """A query string or form body, as fields."""
    pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field came twice")
    if any("\0" in value for value in fields.values()):
        raise ValueError("a zero byte, which no database keeps in a text")
    return fields


def md5_sign(data: str, password: str) -> str:
    """`sign` of a request and `ss1` of a callback: the protocol asks for MD5 behind the data, weak as it is."""
    return hashlib.md5((data + password).encode(), usedforsecurity=False).hexdigest()


def decrypted(data: str, password: str) -> bytes:
    """What an encrypted project was told: IV, text and tag under the password, filled with zeros or cut to a key."""
    sealed = decoded(data)
    if len(sealed) < IV + TAG:
        raise ValueError("too short to be encrypted")
    key = password.encode()[:KEY].ljust(KEY, b"\0")
    try:
        return AESGCM(key).decrypt(sealed[:IV], sealed[IV:], None)
    except InvalidTag as error:
        raise ValueError("encrypted with another password, or changed") from error
