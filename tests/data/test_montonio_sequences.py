"""Montonio's published sequences, from the token to the books: one posting and one receipt for a payment."""

import json
from pathlib import Path

import pytest

from data import ledger, payments
from data.ledger import LedgerTx
from data.payments import Payment
from gateways.https import Line
from gateways.methods import MontonioMethod
from gateways.montonio import Contract
from rules.basket import Wanted
from tests import people

EXAMPLES = json.loads((Path(__file__).parents[1] / "gateways" / "examples" / "montonio.json").read_text("utf-8"))
SEQUENCES = [case for case in EXAMPLES["cases"] if case["kind"] in ("sequence", "refund_sequence")]
AT = 1_700_000_010


def method(case: dict) -> MontonioMethod:
    line = Line("https://stargate.montonio.com/api")
    contract = Contract(line=line, access_key=case["access_key"], secret_key=case["secret"], payee_account=people.PAYEE)
    return MontonioMethod(contract, "Savitarna")


def begun(case: dict) -> None:
    order, ona = case["order"], people.ona()
    bill = people.bill(ona.services["electricity"].account, "B-1", order["amount_cents"])
    paying = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "montonio", "key")
    payments.mark_redirected(ona.person.id, paying.public_id)
    Payment.update(stamp=order["merchantReference"], order_id=order["uuid"]).execute()
    if order.get("paid_cents"):
        people.pay(Payment.get())


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("case", SEQUENCES, ids=lambda case: str(case["name"]))
def test_a_sequence_ends_as_published(case: dict) -> None:
    begun(case)
    before, montonio, wanted = LedgerTx.select().count(), method(case), case["expected"]
    for step in case["steps"]:
        kind = "orderToken" if "via" in step else "refundToken"
        raw = json.dumps({kind: step["token"]}).encode()
        payments.apply(payments.keep("montonio", "server", raw), montonio.bank, montonio.read(raw, AT, "server"))
    paying = Payment.get()
    postings = wanted.get("ledger_postings", wanted.get("postings"))
    assert LedgerTx.select().count() - before == postings
    assert sum(ledger.balances().values()) == wanted.get("ledger_sum", 0)
    if "final" in wanted:
        assert paying.state == wanted["final"]
    if "refunded_cents" in wanted:
        assert paying.refunded == wanted["refunded_cents"]
    if "receipts" in wanted:
        assert (paying.number is not None) == bool(wanted["receipts"])
    if wanted.get("bill") == "open":
        assert [due.cents for due in payments.dues(paying.person_id) if due.kind == "bill"] == [paying.amount]
