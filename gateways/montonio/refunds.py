"""Money back to the payer (montonio.md §8)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from gateways.errors import GatewayError
from gateways.montonio.calls import checked, failure, get_order, is_repeated, post
from gateways.montonio.contract import Contract, cents_of, text_of

State = Literal["pending", "done", "failed"]
STATES: dict[str, State] = {"SUCCESSFUL": "done", "REJECTED": "failed", "CANCELED": "failed"}


@dataclass(frozen=True)
class RefundFact:
    """What Montonio told of a refund. `reason` is theirs, of one that failed.

    `refund_uuid` is "" when the refund is surely there and cannot be told from others: its webhook will name it.
    """

    order_uuid: str
    refund_uuid: str
    state: State
    cents: int
    currency: str
    reason: str = ""


def refund(contract: Contract, order_uuid: str, cents: int, key: str, now: int) -> RefundFact:
    """Ask for a refund. `key` is a UUIDv4 that was stored before, and asking again with it refunds nothing twice.

    Raises GatewayError: `try_again` when nobody knows what happened (ask again with the same key), `refused`, `broken`.
    """
    claims = {"orderUuid": checked(order_uuid), "amount": Decimal(cents) / 100, "idempotencyKey": key}
    status, answer = post(contract, "refunds", claims, now)
    if is_repeated(status, answer):
        return _found(get_order(contract, order_uuid, now), order_uuid, cents, key)
    if status not in (200, 201):
        raise failure(status, answer)
    made = read_refund(order_uuid, answer)
    if made is None:
        raise GatewayError("try_again", "montonio: the answer names no refund")
    return made


def read_refund(order_uuid: str, told: Any) -> RefundFact | None:
    """A refund as POST /refunds answers it and as orders list it; None for what is none.

    A status that we do not know is no end yet: only SUCCESSFUL is booked, and only a known end raises an alarm.
    """
    uuid, status, currency = (text_of(told, name) for name in ("uuid", "status", "currency"))
    cents = cents_of(told.get("amount")) if isinstance(told, dict) else None
    if not (uuid and status and currency) or cents is None or cents < 0:
        return None
    return made_fact(order_uuid, uuid, status, cents, currency, text_of(told, "refundStatusDescription"))


def made_fact(order_uuid: str, uuid: str, status: str, cents: int, currency: str, reason: str) -> RefundFact:
    """The fact behind their words."""
    state = STATES.get(status, "pending")
    return RefundFact(order_uuid, uuid, state, cents, currency, reason or status if state == "failed" else "")


def listed(order: dict[str, Any]) -> list[dict[str, Any]]:
    """The refunds of an order."""
    rows = order.get("refunds")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _found(order: dict[str, Any], order_uuid: str, cents: int, key: str) -> RefundFact:
    """The refund of this key. Orders need not tell keys, and then only a sum that came once says which one it is."""
    rows = listed(order)
    ours = [row for row in rows if row.get("idempotencyKey") == key]
    ours = ours or [row for row in rows if "idempotencyKey" not in row and cents_of(row.get("amount")) == cents]
    found = read_refund(order_uuid, ours[0]) if len(ours) == 1 else None
    return found or RefundFact(order_uuid, "", "pending", cents, text_of(order, "currency") or "EUR")
