"""Whether a callback is Paysera's: the strongest signature that is there decides alone (knowledge/paysera.md §2)."""

import hmac
from collections.abc import Mapping
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from gateways.paysera.contract import Contract
from gateways.paysera.encoding import decoded, fields_of, md5_sign

Strength = Literal["ss3", "ss2", "ss1", "encrypted", ""]
STRONGEST_FIRST: tuple[Strength, ...] = ("ss3", "ss2", "ss1")
HASHES = {"ss3": hashes.SHA256(), "ss2": hashes.SHA1()}  # noqa: S303 - what Paysera signs ss2 with


def strength(raw: bytes) -> Strength:
    """The strongest proof that a callback carries, good or bad; "" for what is no callback.

    Anyone on the way can take ss3 out and leave a good ss2: who has once seen ss3 has to raise an alarm then.
    """
    try:
        fields = fields_of(raw)
    except ValueError:
        return ""
    return strongest(fields) if "data" in fields else ""


def strongest(fields: Mapping[str, str]) -> Strength:
    """The same for fields taken apart. An empty signature is there too, and is a bad one."""
    return next((name for name in STRONGEST_FIRST if name in fields), "encrypted")


def distrust(contract: Contract, fields: Mapping[str, str]) -> str:
    """Why the signature is not believed, or "". Never falls back to a weaker one than came."""
    found = strongest(fields)
    if found == "encrypted":
        return "the signature is missing"
    if not contract.public_keys:
        # Nothing but ss1 can be checked, whatever else came: the contract says so, and not the message.
        ss1, wanted = fields.get("ss1", ""), md5_sign(fields["data"], contract.password)
        return "" if hmac.compare_digest(ss1.encode(), wanted.encode()) else "ss1 is wrong"
    if found == "ss1":
        return "ss1 alone is not enough"
    return "" if _holds(contract, found, fields) else f"{found} is wrong"


def _holds(contract: Contract, found: Strength, fields: Mapping[str, str]) -> bool:
    for key in contract.public_keys:
        try:
            key.verify(decoded(fields[found]), fields["data"].encode(), PKCS1v15(), HASHES[found])
        except (ValueError, InvalidSignature):
            continue
        return True
    return False
