"""A provider hears of each sum that closed something of its own, and of what was taken back."""

import pytest

from data import payments
from rules.basket import Wanted
from tests import people


@pytest.mark.usefixtures("tables")
def test_a_provider_hears_what_was_paid_and_what_was_taken_back_and_nothing_of_others() -> None:
    ona = people.ona()
    bills = [people.bill(ona.services[kind].account, number, cents)
             for kind, number, cents in (("electricity", "B-1", 1745), ("gas", "D-1", 900))]  # fmt: skip
    begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id) for bill in bills], "seb", "key")
    people.pay(begun)
    people.tell(begun, "reversed")
    heard = [dict(zip(payments.COLUMNS, line, strict=True)) for line in payments.out("elektra", "2026-01-01")]
    assert [(one["payer_code"], one["bill"], one["amount"], one["kind"]) for one in heard] == [
        ("10000001", "B-1", "17.45", "arrived"), ("10000001", "B-1", "-17.45", "taken_back"),
    ]  # fmt: skip
    assert {one["receipt"] for one in heard} == {payments.one(ona.person.id, begun.public_id).number}
    assert list(payments.out("elektra", "2099-01-01")) == []
