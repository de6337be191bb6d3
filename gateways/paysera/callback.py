"""What Paysera tells about a payment, from server to server or with the browser (knowledge/paysera.md §2)."""

import re
from collections.abc import Mapping

from gateways.paysera.contract import Contract
from gateways.paysera.encoding import decoded, decrypted, fields_of
from gateways.paysera.signature import distrust
from rules.payments import Fact, Outcome, Refusal

# 2: accepted, not yet executed. 4: executed, but no confirmation will come: the bank statement decides.
OUTCOMES: dict[str, Outcome] = {"1": "paid", "2": "pending", "4": "pending", "5": "refunded"}
LONGEST_STAMP = 40


def read_callback(contract: Contract, raw: bytes) -> Fact | Refusal:
    """What was told in this query string or form body, exactly as it came over the wire. Raises nothing.

    Nothing is believed before the signature holds. A Refusal changes nothing: anyone can send one.
    """
    try:
        sent = fields_of(raw)
    except ValueError:
        return Refusal("the message cannot be read")
    if "data" not in sent:
        return Refusal("data is missing")
    reason = "" if contract.is_encrypted else distrust(contract, sent)
    if reason:
        return Refusal(reason, _claimed(sent["data"]))
    try:
        told = fields_of(decrypted(sent["data"], contract.password) if contract.is_encrypted else decoded(sent["data"]))
    except ValueError:
        return Refusal("data cannot be read")
    return _understood(contract, told)


def _claimed(data: str) -> str:
    """The order that a message names which is not believed: for staff, and only if it could be one of ours."""
    try:
        stamp = fields_of(decoded(data)).get("orderid", "")
    except ValueError:
        return ""
    return stamp if len(stamp) <= LONGEST_STAMP and stamp.isprintable() else ""


def _understood(contract: Contract, told: Mapping[str, str]) -> Fact | Refusal:
    stamp = told.get("orderid", "")
    if told.get("projectid") != contract.project_id:
        return Refusal("the message is for another project", stamp)
    if not stamp:
        return Refusal("orderid is missing")
    if told.get("test", "0") not in ("", "0") and not contract.takes_test:
        return Refusal("a test payment is no money", stamp)
    outcome = OUTCOMES.get(told.get("status", ""), "none")
    return Fact("none", stamp) if outcome == "none" else _money(contract, outcome, stamp, told)


def _money(contract: Contract, outcome: Outcome, stamp: str, told: Mapping[str, str]) -> Fact | Refusal:
    cents, currency = _sum(outcome, told)
    if cents is None:
        return Refusal("the amount cannot be read", stamp)
    if not re.fullmatch("[A-Z]{3}", currency):
        return Refusal("the currency cannot be read", stamp)
    # A payment and its refund are told apart by this number from a repeated message; one that waits has none yet.
    transaction = "" if outcome == "pending" else told.get("requestid", "")
    if outcome != "pending" and not transaction:
        return Refusal("requestid is missing", stamp)
    return Fact(
        outcome=outcome,
        stamp=stamp,
        transaction=transaction,
        cents=cents,
        currency=currency,
        payee_account=contract.payee_account,
        payer_account=told.get("account", ""),
        payer_name=f"{told.get('name', '')} {told.get('surename', '')}".strip(),
    )


def _sum(outcome: Outcome, told: Mapping[str, str]) -> tuple[int | None, str]:
    """What was paid, or given back. Some callbacks name no paid sum at all: then it is the one that was asked."""
    paid = "pay" if "payamount" in told or "paycurrency" in told else ""
    amount = told.get(f"{paid}amount", "")
    if outcome == "refunded":
        amount = told.get("refund_amount", amount)
    return (int(amount) if re.fullmatch("[0-9]{1,11}", amount) else None), told.get(f"{paid}currency", "")
