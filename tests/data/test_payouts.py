"""Providers get what was paid of their bills: once, in a file that a bank takes, and the statement says it arrived."""

import pytest

from data import ledger, payments, payouts, statements, verifying
from gateways import camt, pain001
from gateways.methods import told, written
from rules.basket import Wanted
from rules.payments import Bank
from rules.payouts import Part, grouped
from rules.references import made
from tests import people
from tests.banking import Movement, statement
from tests.people import PAYEE

DAY = "2026-11-27"
BANKS = {"transfer": Bank("transfer", "", PAYEE)}


@pytest.fixture
def ona(tables):
    return people.ona()


def paid(ona, *numbers, kind="electricity", cents=1745):
    bills = [people.bill(ona.services[kind].account, number, cents) for number in numbers]
    wanted = [Wanted("bill", bill.public_id) for bill in bills]
    begun = payments.start(ona.person.id, wanted, "transfer", "-".join(numbers))
    payments.mark_redirected(ona.person.id, begun.public_id)
    return begun


def take(*movements, opening=0, number="S-1"):
    content = statement(*movements, opening=opening, number=number)
    return statements.take_in(content, camt.read(content), BANKS, written)


@pytest.mark.parametrize("version", ["03", "09"])
def test_a_days_payouts_are_a_file_that_the_schema_takes_and_a_re_run_gives_the_same_bytes(ona, version):
    one, other = paid(ona, "B-1", "B-2"), paid(ona, "D-1", kind="gas", cents=900)
    take(Movement(3490, made(one.stamp)), Movement(900, made(other.stamp)))
    batch = payouts.pay_out(DAY, "Savitarna ąčęė", PAYEE)
    assert [(line.cents, line.name, line.text) for line in batch.transfers] == [
        (900, "Dujos", "10000002 D-1"), (1745, "Elektra", "10000001 B-1"), (1745, "Elektra", "10000001 B-2"),
    ]  # fmt: skip
    content = pain001.write(batch, version)
    assert pain001.check(content, version) == ""
    assert content.count(b"<NbOfTxs>3</NbOfTxs>") == content.count(b"<CtrlSum>43.90</CtrlSum>") == 2
    assert pain001.write(payouts.pay_out(DAY, "Another name", PAYEE), version) == content
    assert ledger.balances()["payouts"] == -4390


def test_nothing_is_paid_out_twice_and_the_statement_closes_what_was_on_its_way(ona):
    take(Movement(1745, made(paid(ona, "B-1").stamp)))
    (one,) = payouts.pay_out(DAY, "Savitarna", PAYEE).transfers
    assert payouts.pay_out("2026-11-28", "Savitarna", PAYEE) is None
    taken = take(Movement(-1745, end_to_end=one.end_to_end, reference="out"), opening=1745, number="S-2")
    assert (taken.matched, taken.alarms) == (1, [])
    assert set(ledger.balances().values()) == {0}
    assert list(verifying.differences(lambda party, body, at, way: (BANKS[party], told(body)))) == []


def test_what_was_taken_back_before_it_left_is_not_paid_out(ona):
    bill = people.bill(ona.services["electricity"].account, "B-1", 1745)
    begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "seb", "key")
    people.pay(begun)
    people.tell(begun, "reversed")
    assert payouts.pay_out(DAY, "Savitarna", PAYEE) is None


def test_what_is_below_nothing_waits_for_what_makes_it_even():
    part = Part(1, "elektra", "Elektra", PAYEE, "1", "B-1", "", 500)
    back = Part(2, "elektra", "Elektra", PAYEE, "1", "B-2", "", -100)
    assert [group.cents for group in grouped([part, back])] == [500]
    even = Part(3, "elektra", "Elektra", PAYEE, "1", "B-2", "", 100)
    assert [group.cents for group in grouped([part, back, even])] == [500, 0]
