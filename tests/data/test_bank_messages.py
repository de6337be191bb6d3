"""What banks tell: twice, late, forged, wrong, by browser and server at once. Money is booked once, nothing is lost."""

import json
import threading
from dataclasses import replace

import pytest

from data import payments
from data.database import connect, database
from data.outbox import Outbox
from data.payments import BankMessage, Payment
from data.readings import Declaration
from rules.basket import Wanted
from rules.payments import Bank, Fact, Refusal
from tests import people

pytestmark = pytest.mark.usefixtures("tables")
SEB = Bank("seb", "SEB", "LT121000011101001000")


@pytest.fixture
def ona(tables):
    return people.ona()


@pytest.fixture
def paying(ona):
    """Ona has left for the bank to pay a bill of 17,45 €."""
    bill = people.bill(ona.services["electricity"].account, "B-1", 1745)
    begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "seb", "key")
    payments.mark_redirected(ona.person.id, begun.public_id)
    return begun


def paid(paying, **changes):
    fact = Fact("paid", paying.stamp, "77", 1745, "EUR", "LT12 1000 0111 0100 1000", "LT217044", "RŪTA")
    return replace(fact, **changes)


def tell(told, bank=SEB, way="browser", body=b"raw"):
    return payments.apply(payments.keep(bank.id, way, body), bank, told)


def now_(ona, paying):
    return payments.one(ona.person.id, paying.public_id)


def verdicts():
    return [message.verdict for message in BankMessage.select().order_by(BankMessage.id)]


def letters():
    return list(Outbox.select().where(Outbox.kind == "payment"))


def test_a_paid_answer_books_once_with_a_number_and_a_letter(ona, paying):
    assert tell(paid(paying)) == paying.public_id
    done = now_(ona, paying)
    assert (done.state, done.arrived, done.bank_reference, done.payer_name) == ("paid", 1745, "77", "RŪTA")
    assert done.number.endswith("-000001")
    assert payments.by_number(ona.person.id, done.number) == done
    (letter,) = letters()
    told = json.loads(letter.payload)
    assert (told["to"], told["number"], told["amount"], told["bank"]) == ("ona@pavyzdys.lt", done.number, 1745, "SEB")
    assert told["items"][0]["payer_code"] == "10000001"
    assert payments.troubles() == ()


def test_the_message_is_kept_as_it_came_before_anybody_reads_it(paying):
    body = b"VK_SERVICE=1101&VK_MSG=\xc4\x85\xff"
    message = payments.keep("seb", "server", body)
    assert bytes(BankMessage.get_by_id(message).body) == body
    assert verdicts() == ["stored"]


def test_browser_and_server_tell_the_same_and_it_is_booked_once(ona, paying):
    for way in ("browser", "server", "browser"):
        assert tell(paid(paying), way=way) == paying.public_id
    assert verdicts() == ["booked", "repeated", "repeated"]
    assert len(letters()) == 1
    assert now_(ona, paying).number.endswith("-000001")


def test_late_money_is_money_after_a_refusal_and_after_a_pending_word(ona, paying):
    tell(Fact("failed", paying.stamp))
    assert now_(ona, paying).state == "failed"
    tell(paid(paying))
    assert now_(ona, paying).state == "paid"
    assert verdicts() == ["booked", "booked"]


def test_pending_is_neither_paid_nor_failed_and_keeps_the_bill_underway(ona, paying):
    tell(replace(paid(paying), outcome="pending", transaction=""))
    assert now_(ona, paying).state == "pending"
    (due,) = [due for due in payments.dues(ona.person.id) if due.kind == "bill"]
    assert due.underway
    assert letters() == []


def test_paid_never_goes_back(ona, paying):
    tell(paid(paying))
    tell(Fact("failed", paying.stamp))
    tell(replace(paid(paying), outcome="pending", transaction=""))
    assert now_(ona, paying).state == "paid"
    assert verdicts() == ["booked", "no_effect", "no_effect"]


def test_a_forged_message_is_kept_and_shown_and_changes_nothing(ona, paying):
    assert tell(Refusal("the signature is wrong", paying.stamp), body=b"VK_STAMP=x") == ""
    assert now_(ona, paying).state == "redirected"
    (trouble,) = payments.troubles()
    assert (trouble.verdict, trouble.bank, trouble.body) == ("refused: the signature is wrong", "seb", "VK_STAMP=x")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"cents": 1}, "wrong_amount"),
        ({"cents": 174500}, "wrong_amount"),
        ({"currency": "SEK"}, "wrong_currency"),
        ({"payee_account": "LT990000000000000000"}, "wrong_payee"),
    ],
)
def test_money_that_does_not_fit_is_kept_shown_and_closes_nothing(ona, paying, changes, verdict):
    wrong = paid(paying, **changes)
    tell(wrong)
    tell(wrong, way="server")
    done = now_(ona, paying)
    assert (done.state, done.arrived, done.number) == ("review", wrong.cents, "")
    assert [due.cents for due in payments.dues(ona.person.id) if due.kind == "bill"] == [1745]
    (trouble,) = payments.troubles()
    assert (trouble.verdict, trouble.stamp, trouble.amount, trouble.arrived) == (
        verdict,
        paying.stamp,
        1745,
        wrong.cents,
    )
    assert letters() == []


def test_the_right_money_after_wrong_money_pays(ona, paying):
    tell(paid(paying, cents=1))
    tell(paid(paying, transaction="78"))
    assert now_(ona, paying).state == "paid"
    assert now_(ona, paying).arrived == 1745


def test_an_unknown_stamp_and_a_stamp_of_another_bank_are_kept_and_shown(ona, paying):
    assert tell(paid(paying, stamp="NOBODY")) == ""
    assert tell(paid(paying), bank=replace(SEB, id="swedbank")) == ""
    assert now_(ona, paying).state == "redirected"
    assert [trouble.verdict for trouble in payments.troubles()] == ["unknown_stamp", "unknown_stamp"]


def test_a_second_transfer_for_one_payment_is_never_lost(ona, paying):
    tell(paid(paying))
    tell(paid(paying, transaction="78"))
    assert [trouble.verdict for trouble in payments.troubles()] == ["second_payment"]
    assert now_(ona, paying).bank_reference == "77"
    assert len(letters()) == 1


def test_a_bill_paid_by_two_payments_is_paid_both_times_and_shown_to_staff(ona, paying):
    (due,) = [due for due in payments.dues(ona.person.id) if due.kind == "bill"]
    other = payments.start(ona.person.id, [Wanted("bill", due.id)], "seb", "key-2")
    tell(paid(paying))
    tell(paid(other, transaction="78"))
    assert {now_(ona, one).state for one in (paying, other)} == {"paid"}
    assert [trouble.verdict for trouble in payments.troubles()] == ["paid_twice"]


@pytest.mark.parametrize(("due", "troubles"), [(1745, ["paid_twice"]), (3490, [])])
def test_a_month_paid_by_two_payments_is_shown_to_staff_unless_that_much_was_due(ona, due, troubles):
    """Two tabs for one declaration; the larger sum is that of a correction."""
    first = people.declaration(ona.person, ona.meters["gas"], 1745, {"": 2500})
    begun = [payments.start(ona.person.id, [Wanted("declared", first.number)], "seb", key) for key in ("one", "two")]
    Declaration.update(state="replaced").where(Declaration.id == first.id).execute()
    people.declaration(ona.person, ona.meters["gas"], due, {"": 2510})
    for paying, transaction in zip(begun, ("77", "78"), strict=True):
        tell(paid(paying, transaction=transaction))
    assert [trouble.verdict for trouble in payments.troubles()] == troubles
    assert len(letters()) == 2


def test_a_bank_without_order_numbers_books_once_too(ona, paying):
    for _ in range(2):
        tell(paid(paying, transaction=""))
    assert verdicts() == ["booked", "repeated"]
    assert len(letters()) == 1


def test_what_staff_has_dealt_with_leaves_the_list_and_stays_in_the_book(paying):
    tell(Refusal("the signature is wrong"))
    payments.handled(payments.troubles()[0].id)
    assert payments.troubles() == ()
    assert BankMessage.select().count() == 1


def test_a_message_is_applied_once_even_by_two_readers(ona, paying):
    message = payments.keep("seb", "server", b"raw")
    assert [payments.apply(message, SEB, paid(paying)) for _ in range(2)] == [paying.public_id] * 2
    assert verdicts() == ["booked"]
    refused = payments.keep("seb", "server", b"raw")
    assert [payments.apply(refused, SEB, told) for told in (Refusal("forged"), paid(paying))] == ["", ""]


def test_a_message_whose_reader_died_is_found_again(ona, paying):
    payments.keep("seb", "server", b"raw")
    assert payments.unread() == ()
    BankMessage.update(received_at=BankMessage.received_at - 61).execute()
    ((message, bank, body, *_),) = payments.unread()
    assert (bank, body) == ("seb", b"raw")
    payments.apply(message, SEB, paid(paying))
    assert now_(ona, paying).state == "paid"
    assert payments.unread() == payments.troubles() == ()


def test_a_message_that_nobody_could_finish_reading_is_shown_after_five_minutes(paying):
    payments.keep("seb", "server", b"raw")
    assert payments.troubles() == ()
    BankMessage.update(received_at=BankMessage.received_at - 301).execute()
    assert [trouble.verdict for trouble in payments.troubles()] == ["stored"]


def test_receipt_numbers_have_no_gaps_among_good_and_bad_answers(ona, paying):
    others = [
        payments.start(ona.person.id, [Wanted("own", ona.services["gas"].public_id, 1745)], "seb", f"k{place}")
        for place in range(3)
    ]
    for place, one in enumerate([paying, *others]):
        tell(paid(one, cents=1, transaction=f"a{place}"))
        tell(paid(one, transaction=f"b{place}"))
    numbers = [now_(ona, one).number[5:] for one in [paying, *others]]
    assert numbers == ["000001", "000002", "000003", "000004"]


def in_threads(*acts):
    """Run these at the same moment, each on a connection of its own. Returns what went wrong."""
    gate, wrong = threading.Barrier(len(acts)), []

    def run(act):
        connect()
        try:
            gate.wait()
            act()
        except Exception as error:  # noqa: BLE001 - the test shows it
            wrong.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_browser_and_server_at_the_same_moment_book_once(ona, paying):
    ways = ["browser", "server"] * 4
    assert in_threads(*(lambda way=way: tell(paid(paying), way=way) for way in ways)) == []
    assert sorted(verdicts()) == ["booked", *["repeated"] * 7]
    assert len(letters()) == 1
    assert now_(ona, paying).number.endswith("-000001")


def test_paid_and_refused_at_the_same_moment_end_as_paid(ona, paying):
    acts = [lambda: tell(paid(paying)), lambda: tell(Fact("failed", paying.stamp))] * 3
    assert in_threads(*acts) == []
    assert now_(ona, paying).state == "paid"
    assert len(letters()) == 1


def test_two_payments_at_the_same_moment_get_two_numbers_in_a_row(ona, paying):
    other = payments.start(ona.person.id, [Wanted("own", ona.services["gas"].public_id, 1745)], "seb", "k2")
    assert in_threads(lambda: tell(paid(paying)), lambda: tell(paid(other, transaction="78"))) == []
    assert {now_(ona, one).number[5:] for one in (paying, other)} == {"000001", "000002"}


def test_the_same_key_in_two_tabs_begins_one_attempt(ona):
    wanted = [Wanted("own", ona.services["gas"].public_id, 500)]
    acts = [lambda: payments.start(ona.person.id, wanted, "seb", "tab")] * 4
    assert in_threads(*acts) == []
    assert [payment.amount for payment in Payment.select()] == [500]
