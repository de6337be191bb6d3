"""An order is made, and asked about (montonio.md §3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlsplit

from gateways.errors import GatewayError
from gateways.montonio.calls import UUID, failure, get_order, post
from gateways.montonio.contract import Contract, cents_of, text_of
from gateways.montonio.facts import read_order
from gateways.montonio.refunds import RefundFact, listed, read_refund
from rules.payments import Fact, Refusal

Method = Literal["paymentInitiation", "cardPayments", "applePay", "googlePay"]
LOCALES = ("de", "en", "et", "fi", "lt", "lv", "pl", "ru")
ONCE_PAID = ("PARTIALLY_REFUNDED", "REFUNDED")


@dataclass(frozen=True)
class Order:
    """What is to be paid. `bank` is a code of montonio.md §4, "" to let the payer choose there."""

    stamp: str
    cents: int
    return_url: str
    notification_url: str
    method: Method = "paymentInitiation"
    bank: str = ""
    language: str = "lt"
    message: str = ""
    reference: str = ""
    currency: str = "EUR"


@dataclass(frozen=True)
class Created:
    """The order is there; the browser goes to `payment_url`."""

    uuid: str
    payment_url: str


@dataclass(frozen=True)
class Told:
    """What Montonio answered about an order: its status, the fact for our books, and its refunds."""

    uuid: str
    status: str
    fact: Fact
    refunds: tuple[RefundFact, ...] = ()


def create(contract: Contract, order: Order, now: int) -> Created:
    """Make the order; one of the same stamp that nobody paid is replaced, so that asking again is safe.

    Raises GatewayError: `refused` also when the older one is paid already, `try_again`, `broken`.
    """
    status, answer = post(contract, "orders", claims(order), now)
    if status not in (200, 201):
        raise failure(status, answer)
    made = Created(text_of(answer, "uuid"), text_of(answer, "paymentUrl"))
    if not UUID.fullmatch(made.uuid) or not _leads_there(contract, made.payment_url):
        raise GatewayError("broken", "montonio: an order without a uuid or an address to pay at")
    if cents_of(answer.get("grandTotal", f"{order.cents / 100:.2f}")) != order.cents:
        raise GatewayError("broken", "montonio: an order of another sum")
    return made


def ask(contract: Contract, uuid: str, now: int) -> Told:
    """What became of an order. Raises GatewayError: `refused` when they do not know it, `try_again`, `broken`."""
    return read_answer(contract, get_order(contract, uuid, now))


def read_answer(contract: Contract, answer: dict[str, Any]) -> Told:
    """The order that GET and POST /orders answer. Raises GatewayError("broken") for what is none.

    A refunded order was paid first. Who asks may not have heard of that yet, so the payment is the fact here
    (montonio.md §8, "refund before we saw PAID").
    """
    uuid, status = text_of(answer, "uuid"), text_of(answer, "paymentStatus")
    fact = read_order(contract, {**answer, "paymentStatus": "PAID"} if status in ONCE_PAID else answer)
    if isinstance(fact, Refusal):
        raise GatewayError("broken", f"montonio: {fact.reason}")
    refunds = [read_refund(uuid, row) for row in listed(answer)]
    return Told(uuid, status, fact, tuple(row for row in refunds if row))


def claims(order: Order) -> dict[str, Any]:
    """The request itself; sums are Decimals, which are signed as numbers of two places."""
    total = Decimal(order.cents) / 100
    payment: dict[str, Any] = {"method": order.method, "amount": total, "currency": order.currency}
    locale = order.language if order.language in LOCALES else "en"
    if order.method == "paymentInitiation":
        options = {
            "preferredProvider": order.bank,
            "preferredCountry": "LT",
            "preferredLocale": locale,
            "paymentDescription": order.message,
            "paymentReference": order.reference,
        }
        payment["methodOptions"] = {name: value for name, value in options.items() if value}
    return {
        "merchantReference": order.stamp,
        "returnUrl": order.return_url,
        "notificationUrl": order.notification_url,
        "grandTotal": total,
        "currency": order.currency,
        "locale": locale,
        "payment": payment,
    }


def _leads_there(contract: Contract, url: str) -> bool:
    """Payers are sent to https only; to this machine also when Montonio itself is spoken to here."""
    try:
        part, own = urlsplit(url), urlsplit(contract.line.url)
    except ValueError:
        return False
    return bool(part.hostname) and (part.scheme == "https" or (part.scheme, part.netloc) == (own.scheme, own.netloc))
