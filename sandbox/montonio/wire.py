"""Montonio's side of its tokens, written from its description and not from our gateway: HS256 by hand."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from decimal import Decimal
from typing import Any
from uuid import UUID

ACCESS_KEY = "sandbox-access"
SECRET_KEY = "sandbox-montonio-secret-long-enough-for-hmac"  # everybody may know it: the money is not real
STORE = "703a60eb-ed19-4fc3-8a62-4474150a962a"
BANKS = {
    "CBVILT2X": ("SEB", "LT217044060000000002"),
    "HABALT22": ("Swedbank", "LT417300010000000001"),
    "AGBLLT2X": ("Luminor", "LT094010040000000003"),
    "RVUALT2V": ("Revolut", "LT033250000000000005"),
    "CBSBLT26": ("Artea", "LT667180000000000004"),
    "INDULT2X": ("Citadele", "LT847290000000000006"),
    "MDBALT22": ("Medicinos bankas", "LT577230000000000007"),
}
PAYER = "RŪTA BANDYMĖ"


class Denied(Exception):
    """A request is not believed: what is answered instead."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body)
        self.status, self.body = status, body


def sign(claims: dict[str, Any], lasts: int = 3600) -> str:
    """A token of Montonio's."""
    now = int(time.time())
    body = {**claims, "accessKey": ACCESS_KEY, "iat": now, "exp": now + lasts}
    parts = [_packed(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "HS256"}, body)]
    return ".".join([*parts, _packed(_mac(".".join(parts)))])


def opened(token: Any) -> dict[str, Any]:
    """The claims of a merchant's token, sums as Decimal. Raises Denied as Montonio would."""
    try:
        head, body, mac = str(token).split(".")
        header, claims = json.loads(_unpacked(head)), json.loads(_unpacked(body), parse_float=Decimal)
        fits = hmac.compare_digest(_unpacked(mac), _mac(f"{head}.{body}")) and header["alg"] == "HS256"
        known, fresh = claims["accessKey"] == ACCESS_KEY, int(time.time()) < claims["exp"] + 300
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise Denied(403, {"message": "INVALID_TOKEN", "error": "Forbidden", "statusCode": 403}) from None
    if not known:
        raise Denied(401, {"message": "STORE_NOT_FOUND", "error": "Unauthorized", "statusCode": 401})
    if not (fits and fresh):
        raise Denied(403, {"message": "INVALID_TOKEN", "error": "Forbidden", "statusCode": 403})
    return dict(claims)


def cents(value: Any) -> int | None:
    """A sum as requests have to tell it: a JSON number with at most two places. None for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value < 10**9:
        return None
    hundredths = Decimal(value) * 100
    return int(hundredths) if hundredths == int(hundredths) else None


def euros(amount: int) -> str:
    """1250 → "12.50", as orders tell their sums."""
    return f"{amount // 100}.{amount % 100:02d}"


def new_uuid() -> str:
    """A random name for an order or a refund."""
    return str(UUID(bytes=secrets.token_bytes(16), version=4))


def _mac(text: str) -> bytes:
    return hmac.new(SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
