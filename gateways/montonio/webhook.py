"""What Montonio's server posts, and what the payer's browser carries back: the same tokens (montonio.md §6, §7).

Pure: no network, no clock, no database. Nothing is believed before the signature holds.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from gateways.montonio.contract import Contract, cents_of, text_of
from gateways.montonio.facts import read_order
from gateways.montonio.refunds import RefundFact, made_fact
from gateways.montonio.tokens import Expired, read_token
from rules.payments import Fact, Refusal

LONGEST = 100_000  # bytes


@dataclass(frozen=True)
class Ask:
    """The token is true and too old to act on: ask for the order, and answer 200."""

    uuid: str
    stamp: str = ""


def read_webhook(contract: Contract, raw: bytes, now: int) -> Fact | RefundFact | Refusal | Ask:
    """What this body or query string tells. A Refusal changes nothing: anyone can post one."""
    found = _found(raw)
    if isinstance(found, Refusal):
        return found
    kind, token = found
    told = read_token(contract, token, now)
    if isinstance(told, Refusal):
        return told
    if isinstance(told, Expired):
        return _to_ask(told.claims, kind)
    return read_order(contract, told) if kind == "order" else _read_refund(told)


def _found(raw: bytes) -> tuple[str, str] | Refusal:
    """Which token came, of an order or of a refund; it is in a JSON object, or in what follows the ? of an address."""
    if len(raw) > LONGEST:
        return Refusal("the message is too long")
    try:
        if raw.lstrip()[:1] == b"{":
            fields = json.loads(raw.decode())
        else:
            fields = dict(parse_qsl(raw.decode("ascii"), errors="strict", max_num_fields=20))
    except (ValueError, RecursionError):
        return Refusal("the message cannot be read")
    for kind, names in (("order", ("orderToken", "order-token")), ("refund", ("refundToken", "refund-token"))):
        for name in names:
            if token := text_of(fields, name):
                return kind, token
    return Refusal("the message holds no token")


def _to_ask(claims: dict[str, Any], kind: str) -> Ask | Refusal:
    uuid = text_of(claims, "uuid" if kind == "order" else "orderUuid")
    return Ask(uuid, text_of(claims, "merchantReference")) if uuid else Refusal("the message is about no order")


def _read_refund(claims: dict[str, Any]) -> RefundFact | Refusal:
    names = ("orderUuid", "refundUuid", "refundStatus", "refundCurrency")
    order, uuid, status, currency = (text_of(claims, name) for name in names)
    cents = cents_of(claims.get("refundAmount"))
    if not (order and uuid and status and currency):
        return Refusal("the message is about no refund")
    if cents is None or cents < 0:
        return Refusal("the amount cannot be read")
    return made_fact(order, uuid, status, cents, currency, text_of(claims, "refundStatusDescription"))
