"""A statement of our account: each movement once, paid by what was written on it, equal to the bank to the cent."""

import pytest

from data import ledger, payments, statements, verifying
from data.payments import Payment
from gateways import camt
from gateways.methods import told, written
from rules.basket import Wanted
from rules.payments import Bank
from rules.references import made
from tests import people
from tests.banking import Movement, statement
from tests.people import PAYEE

pytestmark = pytest.mark.usefixtures("tables")
BANKS = {code: Bank(code, code.upper(), PAYEE) for code in ("transfer", "seb")}


@pytest.fixture
def ona(tables):
    return people.ona()


def take(content):
    return statements.take_in(content, camt.read(content), BANKS, written)


def begin(ona, method="transfer", number="B-1", cents=1745):
    bill = people.bill(ona.services["electricity"].account, number, cents)
    begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], method, number)
    payments.mark_redirected(ona.person.id, begun.public_id)
    return begun


def state(paying):
    return Payment.get(Payment.stamp == paying.stamp).state


def verified():
    return list(verifying.differences(lambda party, body, at, way: (BANKS[party], told(body))))


@pytest.mark.parametrize("how", ["structured", "in the purpose", "with spaces", "plain", "as end-to-end id"])
def test_a_transfer_is_paid_by_the_code_however_it_was_written(ona, how):
    paying = begin(ona)
    code = made(paying.stamp)
    spaced = " ".join(code[place : place + 4] for place in range(0, len(code), 4))
    movement = {
        "structured": Movement(1745, structured=code),
        "in the purpose": Movement(1745, f"Už elektrą {code.lower()}, ačiū"),
        "with spaces": Movement(1745, spaced),
        "plain": Movement(1745, f"kodas {paying.stamp}"),
        "as end-to-end id": Movement(1745, end_to_end=code),
    }[how]
    taken = take(statement(movement))
    assert (taken.new, taken.matched, taken.alarms, state(paying)) == (1, 1, [], "paid")
    assert ledger.balances() == {f"bank:{PAYEE}": 1745, "clearing:transfer": 0, "payable:elektra": -1745}
    assert verified() == []


def test_the_same_file_or_movement_again_changes_nothing(ona):
    paying = begin(ona)
    movement = Movement(1745, made(paying.stamp), reference="R1")
    take(statement(movement))
    before = ledger.balances()
    for content in (statement(movement), statement(movement, number="S-2")):
        taken = take(content)
        assert (taken.new, taken.same, ledger.balances()) == (0, 1, before)
    assert Payment.get().number.endswith("-000001")


def test_a_second_equal_transfer_is_kept_and_is_its_payers(ona):
    paying = begin(ona)
    taken = take(statement(Movement(1745, made(paying.stamp)), Movement(1745, made(paying.stamp))))
    assert (taken.new, taken.alarms) == (2, [])
    assert ledger.balance(f"overpaid:{ona.person.id}") == -1745
    assert verified() == []


def test_a_payment_that_a_bank_had_only_accepted_is_finished_by_the_statement_and_not_paid_again_by_the_bank(ona):
    paying = begin(ona, "seb")
    take(statement(Movement(1745, made(paying.stamp))))
    assert state(paying) == "paid"
    people.pay(paying)
    assert ledger.balances() == {f"bank:{PAYEE}": 1745, "clearing:seb": 0, "payable:elektra": -1745}


def test_what_a_bank_had_told_as_paid_is_settled_by_the_statement(ona):
    paying = begin(ona, "seb")
    people.pay(paying)
    assert ledger.balance("clearing:seb") == 1745
    take(statement(Movement(1745, paying.stamp)))
    assert (ledger.balance("clearing:seb"), ledger.balance(f"bank:{PAYEE}")) == (0, 1745)


def test_another_sum_closes_nothing_and_stays_in_sight(ona):
    paying = begin(ona)
    taken = take(statement(Movement(1000, made(paying.stamp))))
    assert (taken.alarms, state(paying)) == ([], "review")
    assert ledger.balance("unmatched") == -1000
    assert [one.verdict for one in payments.troubles()] == ["wrong_amount"]


def test_money_that_names_nothing_waits_with_its_age(ona):
    take(statement(Movement(500, "už viską"), Movement(-200, "mokestis")))
    assert [(one.cents, one.text) for one in statements.unmatched()] == [(500, "už viską"), (-200, "mokestis")]
    assert ledger.balances() == {f"bank:{PAYEE}": 300, "unmatched": -300}


def test_the_banks_closing_sum_is_ours_from_day_to_day(ona):
    assert take(statement(Movement(500), opening=10_000)).alarms == []
    assert take(statement(Movement(-100), opening=10_500, number="S-2", day="2026-11-28")).alarms == []
    lost = take(statement(Movement(100), opening=10_600, number="S-4", day="2026-11-30"))
    assert lost.alarms == [f"{PAYEE}: the bank says 10700 cents, our books 10500"]


def test_a_file_that_does_not_add_up_is_told(ona):
    (first, _second) = take(statement(Movement(500), closing=700)).alarms
    assert "do not make its closing balance" in first


def test_what_a_bank_takes_back_after_the_statement_is_owed_to_it_until_the_next_one(ona):
    paying = begin(ona, "seb")
    take(statement(Movement(1745, made(paying.stamp))))
    people.tell(paying, "reversed")
    assert ledger.balances() == {f"bank:{PAYEE}": 1745, "clearing:seb": -1745, "payable:elektra": 0}
    assert verified() == []
