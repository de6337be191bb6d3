"""The webhook: tokens from server to server, told again when the merchant does not take them (montonio.md §6)."""

import json
import logging
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

from sandbox.montonio import wire

log = logging.getLogger(__name__)
TRIES = 4  # Montonio itself tries for two days


def order_token(order: dict[str, Any], status: str) -> str:
    """What is told of an order, with a number for its sum."""
    bank, account = bank_of(order)
    return wire.sign(
        {
            "uuid": order["uuid"],
            "merchantReference": order["reference"],
            "merchantReferenceDisplay": order["reference"],
            "paymentStatus": status,
            "paymentMethod": order["payment"]["method"],
            "grandTotal": order["cents"] / 100,
            "currency": order["currency"],
            "senderIban": account,
            "senderName": wire.PAYER,
            "paymentProviderName": bank,
        }
    )


def bank_of(order: dict[str, Any]) -> tuple[str, str]:
    """Name and account of the payer's bank: the one asked for, else the first. Cards have no account."""
    if order["payment"]["method"] != "paymentInitiation":
        return "Card", ""
    wanted = str((order["payment"].get("methodOptions") or {}).get("preferredProvider"))
    return wire.BANKS.get(wanted) or wire.BANKS["HABALT22"]


def refund_token(order: dict[str, Any], refund: dict[str, Any], status: str) -> str:
    """What is told of a refund."""
    return wire.sign(
        {
            "orderUuid": order["uuid"],
            "refundUuid": refund["uuid"],
            "refundStatus": status,
            "refundAmount": refund["cents"] / 100,
            "refundCurrency": order["currency"],
        }
    )


def tell(url: str, body: dict[str, str], pause: float, tries: int = TRIES) -> None:
    """POST it; when the answer is not 200 or 201, do it again after a pause, a few times."""
    if _is_taken(url, body) or tries <= 1:
        return
    on_a_clock(pause, lambda: tell(url, body, pause, tries - 1))


def on_a_clock(seconds: float, act: Callable[[], None]) -> None:
    """Do it later, beside the requests."""
    clock = threading.Timer(seconds, act)
    clock.daemon = True
    clock.start()


def _is_taken(url: str, body: dict[str, str]) -> bool:
    headers = {"Content-Type": "application/json", "User-Agent": "MontonioWebhooks/1.0"}
    asked = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 - the merchant's own address
    try:
        with urllib.request.urlopen(asked, timeout=20) as told:  # noqa: S310
            log.info("told %s: %s", url, told.status)
            return told.status in (200, 201)
    except OSError as error:
        log.warning("could not tell %s: %s", url, error)
        return False
