"""VK_MAC: what of a message is signed, how, and whether a signature holds (knowledge/banklink.md §2)."""

import base64
import binascii
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from gateways.banks import HASHES, OUTCOMES, Dialect
from gateways.errors import GatewayError

LONGEST = 999  # three digits tell a length: a longer value could be read in two ways


def signed_names(dialect: Dialect, service: str) -> tuple[str, ...]:
    """The names of the signed fields of a service, in order, as this bank calls them."""
    names = dialect.orders[service]
    return tuple(dialect.aliases.get(name, name) for name in names) if service in OUTCOMES else names


def mac_text(dialect: Dialect, fields: Mapping[str, str]) -> bytes:
    """What is signed: each value after its length in three digits, in the bank's encoding and its unit of length."""
    text = b""
    for name in signed_names(dialect, fields["VK_SERVICE"]):
        value = fields[name].encode(dialect.encoding)
        length = len(value) if dialect.length_unit == "bytes" else len(fields[name])
        if length > LONGEST:
            raise ValueError(f"{name} is too long to be signed")
        text += f"{length:03d}".encode() + value
    return text


def sign(dialect: Dialect, key: RSAPrivateKey, fields: Mapping[str, str]) -> str:
    """VK_MAC for these fields. Raises GatewayError("broken") when they cannot be signed."""
    try:
        text = mac_text(dialect, fields)
    except ValueError as error:
        raise GatewayError("broken", f"{dialect.id}: {error}") from error
    return base64.b64encode(key.sign(text, PKCS1v15(), HASHES[dialect.hash]())).decode()


def verify(dialect: Dialect, key: RSAPublicKey, fields: Mapping[str, str]) -> bool:
    """Whether VK_MAC was made over these fields by the owner of this key."""
    try:
        mac = base64.b64decode(fields["VK_MAC"].replace(" ", "+"), validate=True)
        key.verify(mac, mac_text(dialect, fields), PKCS1v15(), HASHES[dialect.hash]())
    except (KeyError, ValueError, binascii.Error, InvalidSignature):
        return False
    return True
