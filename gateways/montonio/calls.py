"""How Montonio is called, and what its refusals mean (montonio.md §2, §10)."""

import re
from collections.abc import Mapping
from typing import Any

from gateways.errors import GatewayError
from gateways.montonio.contract import Contract, text_of
from gateways.montonio.tokens import signed

SECONDS = 15.0
UUID = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)  # it becomes a part of a path
SAME_KEY = "same idempotency key"


def post(contract: Contract, path: str, claims: Mapping[str, Any], now: int) -> tuple[int, dict[str, Any]]:
    """POST signed claims → status and object. Raises GatewayError as `Line.post_json`."""
    return contract.line.post_json(path, {"data": signed(contract, claims, now)}, SECONDS)


def get(contract: Contract, path: str, now: int, **query: str | int) -> dict[str, Any]:
    """GET → the object. Raises GatewayError as `failure` says."""
    proof = f"Bearer {signed(contract, {}, now)}"
    status, answer = contract.line.get_json(path, query, SECONDS, Authorization=proof)
    if status != 200:
        raise failure(status, answer)
    return answer


def get_order(contract: Contract, uuid: str, now: int) -> dict[str, Any]:
    """One order as Montonio sees it."""
    return get(contract, f"orders/{checked(uuid)}", now)


def failure(status: int, answer: dict[str, Any]) -> GatewayError:
    """400 and 404 are about the thing asked for; 401 and 403 about us, which somebody has to look into."""
    reason = f"montonio: {status} {(text_of(answer, 'message') or text_of(answer, 'error'))[:100]}".rstrip()
    if status >= 500 or status in (408, 429):
        return GatewayError("try_again", reason)
    return GatewayError("refused" if status in (400, 404, 409, 422) else "broken", reason)


def is_repeated(status: int, answer: dict[str, Any]) -> bool:
    """Whether a refund with this key is there already: a refusal in form, a success in fact."""
    words = f"{text_of(answer, 'message')} {text_of(answer, 'error')}".lower()
    return status == 400 and SAME_KEY in words


def checked(uuid: str) -> str:
    """The same uuid, or GatewayError for one that could lead to another path."""
    if not UUID.fullmatch(uuid):
        raise GatewayError("broken", "montonio: not a uuid")
    return uuid
