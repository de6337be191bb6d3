"""What an order of Montonio's means for us, whoever told it: a webhook, the payer's browser or our own question.

Source: montonio.md §5 and §6. The snake_case twins of the claims are never looked at.
"""

from typing import Any

from gateways.montonio.contract import Contract, cents_of, text_of
from rules.payments import Fact, Outcome, Refusal

OUTCOMES: dict[str, Any] = {"PAID": "paid", "AUTHORIZED": "pending", "VOIDED": "reversed", "ABANDONED": "expired"}


def read_order(contract: Contract, told: dict[str, Any]) -> Fact | Refusal:
    """The fact in the claims of an orderToken, which GET /orders uses as well."""
    stamp, uuid, status = (text_of(told, name) for name in ("merchantReference", "uuid", "paymentStatus"))
    if not (stamp and uuid and status):
        return Refusal("the message is about no order", stamp)
    outcome: Outcome = OUTCOMES.get(status, "none")
    if status not in OUTCOMES:  # refunds are told by tokens of their own, and new statuses must do no harm
        return Fact(outcome, stamp)
    if status == "ABANDONED":
        return Fact(outcome, stamp, uuid)
    return _money(contract, told, Fact(outcome, stamp, uuid))


def _money(contract: Contract, told: dict[str, Any], fact: Fact) -> Fact | Refusal:
    cents, currency = cents_of(told.get("grandTotal")), text_of(told, "currency")
    if cents is None or cents < 0 or not currency:
        return Refusal("the amount cannot be read", fact.stamp)
    return Fact(
        outcome=fact.outcome,
        stamp=fact.stamp,
        transaction=fact.transaction,
        cents=cents,
        currency=currency,
        payee_account=contract.payee_account,
        payer_account=text_of(told, "senderIban"),
        payer_name=text_of(told, "senderName"),
    )
