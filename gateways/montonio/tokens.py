"""The tokens that Montonio and we sign for each other with one secret: HS256 and nothing else (montonio.md §2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hmac import compare_digest
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from gateways.montonio.contract import CENT, Contract, text_of
from rules.payments import Refusal

HEADER = {"alg": "HS256", "typ": "JWT"}
LEEWAY = 300  # seconds; their own sample has iat = exp
LONGEST = 20_000  # characters; a true token has less than 1000


@dataclass(frozen=True)
class Expired:
    """The signature holds and the time is over. Late retries may look like this, so the order has to be asked for."""

    claims: dict[str, Any]


def signed(contract: Contract, claims: Mapping[str, Any], now: int, lasts: int = 600) -> str:
    """A token of ours: the claims, our key, and a life of so many seconds. A Decimal is a sum in euros."""
    whole = {**claims, "accessKey": contract.access_key, "iat": now, "exp": now + lasts}
    return jws.serialize_compact(HEADER, _json(whole).encode(), _key(contract), registry=_registry())


def read_token(contract: Contract, token: str, now: int) -> dict[str, Any] | Expired | Refusal:
    """The claims of a token of theirs; numbers with a point in them are Decimals. Pure, and never raises."""
    try:
        if len(token) > LONGEST:
            return Refusal("the token is too long")
        payload = jws.deserialize_compact(token.encode("ascii"), _key(contract), registry=_registry()).payload
        claims = json.loads(payload or b"", parse_float=Decimal, parse_constant=_no_number)
    except JoseError:
        return Refusal("the signature is wrong")
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        return Refusal("the token cannot be read")
    if not isinstance(claims, dict):
        return Refusal("the token holds no object")
    if not compare_digest(text_of(claims, "accessKey").encode(), contract.access_key.encode()):
        return Refusal("the token is for another store")
    ends = claims.get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | Decimal):
        return Refusal("the token has no end")
    return Expired(claims) if ends + LEEWAY < now else claims


def _json(value: Any) -> str:
    """JSON with sums as numbers of two places, which json.dumps can only write by way of a float."""
    if isinstance(value, Decimal):
        return str(value.quantize(CENT))
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(name)}:{_json(part)}" for name, part in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def _key(contract: Contract) -> OctKey:
    return OctKey.import_key(contract.secret_key)


def _registry() -> jws.JWSRegistry:
    """What the header asks for decides nothing: another algorithm is refused even when its signature fits."""
    return jws.JWSRegistry(algorithms=["HS256"], strict_check_header=False)


def _no_number(name: str) -> None:
    raise ValueError(name)
