"""The ledger of payments: booked once, never changed, and a bill is closed exactly when it is covered."""

import threading
from dataclasses import replace

import peewee
import pytest

from data import ledger, payments
from data.database import atomic, connect, database, rows
from data.ledger import LedgerEntry, LedgerTx
from data.payments import Payment
from rules.basket import Wanted
from rules.payments import Bank, Fact
from tests import people

pytestmark = pytest.mark.usefixtures("tables")
SEB = Bank("seb", "SEB", people.PAYEE)


@pytest.fixture
def ona(tables):
    return people.ona()


def begin(ona, key="key", cents=1745, number="B-1", bill=None):
    bill = bill or people.bill(ona.services["electricity"].account, number, cents)
    begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "seb", key)
    payments.mark_redirected(ona.person.id, begun.public_id)
    return begun


def tell(paying, outcome="paid", cents=None, transaction="77", bank=SEB, **more):
    fact = Fact(outcome, paying.stamp, transaction, paying.amount if cents is None else cents, "EUR", people.PAYEE)
    payments.apply(payments.keep(bank.id, "server", b"raw"), bank, replace(fact, **more))
    return Payment.get(Payment.stamp == paying.stamp)


def due(ona):
    return [one.cents for one in payments.dues(ona.person.id) if one.kind == "bill"]


def test_a_payment_is_owed_to_its_provider(ona):
    tell(begin(ona))
    assert ledger.balances() == {"clearing:seb": 1745, "payable:elektra": -1745}
    assert due(ona) == []


def test_a_bill_paid_twice_leaves_the_second_sum_with_its_payer(ona):
    bill = people.bill(ona.services["electricity"].account, "B-1", 1745)
    first, second = begin(ona, "a", bill=bill), begin(ona, "b", bill=bill)
    assert (tell(first).state, tell(second).state) == ("paid", "paid")
    assert ledger.balances() == {
        "clearing:seb": 3490, f"overpaid:{ona.person.id}": -1745, "payable:elektra": -1745,
    }  # fmt: skip


def test_a_second_transfer_for_one_payment_is_kept_and_is_the_payers(ona):
    paying = begin(ona)
    tell(paying)
    tell(paying, transaction="78")
    assert ledger.balance(f"overpaid:{ona.person.id}") == -1745
    assert [one.verdict for one in payments.troubles()] == ["second_payment"]


def test_another_sum_is_booked_as_it_came_and_closes_nothing(ona):
    assert tell(begin(ona), cents=60).state == "review"
    assert ledger.balances() == {"clearing:seb": 60, "unmatched": -60}
    assert due(ona) == [1745]


def test_what_the_bank_takes_back_opens_the_bill_again(ona):
    paying = begin(ona)
    tell(paying)
    assert tell(paying, "reversed", 0).state == "reversed"
    assert set(ledger.balances().values()) == {0}
    assert due(ona) == [1745]
    assert tell(paying, transaction="79").state == "paid"
    assert due(ona) == []
    assert Payment.select().where(Payment.number.is_null(False)).count() == 1


def test_a_refusal_that_comes_before_any_money_is_no_reversal(ona):
    assert tell(begin(ona), "reversed", 0).state == "failed"
    assert ledger.balances() == {}


def test_money_given_back_by_the_processor_opens_as_much_of_the_bill(ona):
    paying = begin(ona)
    tell(paying)
    assert tell(paying, "refunded", 500, "r1").state == "part_refunded"
    assert (due(ona), ledger.balances()) == ([500], {"clearing:seb": 1245, "payable:elektra": -1245})
    assert tell(paying, "refunded", 1245, "r2").state == "refunded"
    assert due(ona) == [1745]
    assert tell(paying, "refunded", 1, "r3").refunded == 1745


def test_the_database_refuses_to_change_or_delete_what_is_booked(ona):
    tell(begin(ona))
    for query in (LedgerEntry.update(cents=1), LedgerTx.update(kind="x"), LedgerEntry.delete(), LedgerTx.delete()):
        with pytest.raises(peewee.PeeweeException, match="append-only"), atomic():
            query.execute()
    with pytest.raises(peewee.PeeweeException, match="append-only"), atomic():
        rows("UPDATE allocation SET cents = ? RETURNING id", 1)
    assert ledger.balance("clearing:seb") == 1745


def test_nothing_is_booked_that_does_not_add_up(ona):
    for entries in ({"a": 1, "b": -2}, {"a": 0, "b": 0}, {}):
        with pytest.raises(ValueError, match="does not add up"):
            ledger.post("made up", "1", entries)
    assert ledger.post("made up", "1", {"a": 5, "b": -5})
    assert ledger.post("made up", "1", {"a": 5, "b": -5}) is None
    assert ledger.uneven() == []


def test_sixteen_threads_that_tell_of_one_payment_book_it_once(ona):
    paying, gate, failed = begin(ona), threading.Barrier(16), []

    def told():
        try:
            connect()
            gate.wait()
            tell(paying)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            database.close()

    if ":memory:" in str(database.database):
        pytest.skip("one connection alone sees a database in memory")
    threads = [threading.Thread(target=told) for _ in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert (LedgerTx.select().count(), ledger.balance("clearing:seb")) == (1, 1745)


def test_two_payments_of_one_bill_at_once_close_it_once(ona):
    bill = people.bill(ona.services["electricity"].account, "B-1", 1745)
    attempts, gate = [begin(ona, key, bill=bill) for key in "abcd"], threading.Barrier(4)

    def told(paying):
        connect()
        gate.wait()
        tell(paying, transaction=paying.stamp)
        database.close()

    threads = [threading.Thread(target=told, args=(one,)) for one in attempts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (ledger.balance("payable:elektra"), ledger.balance(f"overpaid:{ona.person.id}")) == (-1745, -3 * 1745)
