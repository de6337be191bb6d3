"""Attempts to pay: what can be paid, and that one key begins one attempt."""

from dataclasses import replace

import pytest

from data import payments
from data.database import NotFound, now
from data.payments import Payment, PaymentItem
from rules.basket import Wanted
from tests import people

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def ona(tables):
    return people.ona()


def billed(flat, cents=1745, number="B-1", kind="electricity"):
    return people.bill(flat.services[kind].account, number, cents)


def begin(flat, *wanted, key="key-1", method="seb"):
    return payments.start(flat.person.id, wanted, method, key)


def due_of(flat, kind="bill"):
    return [due for due in payments.dues(flat.person.id) if due.kind == kind]


def test_a_bill_of_a_proven_service_can_be_paid(ona):
    bill = billed(ona)
    (due,) = due_of(ona)
    assert (due.id, due.cents, due.provider, due.payer_code) == (bill.public_id, 1745, "Elektra", "10000001")
    assert not due.underway


def test_a_code_alone_shows_no_bill_but_takes_an_own_sum(tables):
    jonas = people.jonas()
    billed(jonas, kind="mother")
    assert due_of(jonas) == []
    assert {due.id for due in due_of(jonas, "own")} == {one.public_id for one in jonas.services.values()}


def test_a_declared_sum_can_be_paid_by_who_declared_it_and_the_latest_version_counts(tables):
    jonas, stranger = people.jonas(), people.ona()
    meter = jonas.meters["electricity"]
    first = people.declaration(jonas.person, meter, 1000, {"": 7700})
    type(first).update(state="replaced").execute()
    people.declaration(jonas.person, meter, 1200, {"": 7710})
    assert [due.cents for due in due_of(jonas, "declared")] == [1200]
    assert due_of(stranger, "declared") == []


def test_a_credit_is_nothing_to_pay(ona):
    billed(ona, cents=-500)
    assert due_of(ona) == []


def test_an_attempt_freezes_the_sums_and_names_what_it_pays(ona):
    bill = billed(ona)
    gas = ona.services["gas"].public_id
    paying = begin(ona, Wanted("bill", bill.public_id, 1), Wanted("own", gas, 250))
    assert (paying.amount, paying.state, paying.method, len(paying.stamp)) == (1995, "created", "seb", 20)
    assert [(item.kind, item.id, item.payer_code, item.cents) for item in paying.items] == [
        ("bill", bill.public_id, "10000001", 1745),
        ("own", gas, "10000002", 250),
    ]


def test_a_payment_carries_the_declared_readings(ona):
    declared = people.declaration(ona.person, ona.meters["electricity"], 1745, {"t1": 12401, "t2": 4321})
    (item,) = begin(ona, Wanted("declared", declared.number)).items
    assert [(shown.zone, shown.previous, shown.value) for shown in item.readings] == [
        ("day", 12345000, 12401000),
        ("night", 4321000, 4321000),
    ]


def test_the_same_key_begins_one_attempt(ona):
    bill = billed(ona)
    first, second = (begin(ona, Wanted("bill", bill.public_id)) for _ in range(2))
    assert first == second
    assert (Payment.select().count(), PaymentItem.select().count()) == (1, 1)


def test_nobody_pays_with_anothers_key_service_or_bill(ona):
    bill, jonas = billed(ona), people.jonas()
    begin(ona, Wanted("bill", bill.public_id))
    gas = Wanted("own", ona.services["gas"].public_id, 100)
    for wanted, key in (((gas,), "key-1"), ((gas,), "key-2"), ((Wanted("bill", bill.public_id),), "key-3"), ((), "4")):
        with pytest.raises(NotFound):
            payments.start(jonas.person.id, wanted, "seb", key)
    assert Payment.select().count() == 1


def test_an_attempt_is_seen_by_its_owner_alone(ona):
    paying = begin(ona, Wanted("bill", billed(ona).public_id))
    assert payments.one(ona.person.id, paying.public_id) == paying
    with pytest.raises(NotFound):
        payments.one(people.jonas().person.id, paying.public_id)
    with pytest.raises(NotFound):
        payments.mark_redirected(people.ruta().person.id, paying.public_id)


def test_a_bill_that_left_for_the_bank_is_underway_for_half_an_hour(ona):
    paying = begin(ona, Wanted("bill", billed(ona).public_id))
    assert not due_of(ona)[0].underway
    payments.mark_redirected(ona.person.id, paying.public_id)
    (due,) = due_of(ona)
    assert (due.underway, due.paying) == (True, paying.public_id)
    assert payments.one(ona.person.id, paying.public_id).is_open
    Payment.update(changed_at=now() - 1801).execute()
    assert due_of(ona) == [replace(due, underway=False, paying="")]


def test_somebody_else_paying_the_bill_is_known_but_not_who(ona):
    bill, jonas = billed(ona), people.jonas()
    people.service(jonas.person, bill.account, whose="other")
    paying = payments.start(jonas.person.id, [Wanted("bill", bill.public_id)], "seb", "j")
    payments.mark_redirected(jonas.person.id, paying.public_id)
    (due,) = due_of(ona)
    assert (due.underway, due.paying) == (True, "")


def test_a_paid_attempt_is_never_marked_as_redirected_again(ona):
    paying = begin(ona, Wanted("bill", billed(ona).public_id))
    people.pay(paying)
    payments.mark_redirected(ona.person.id, paying.public_id)
    assert payments.one(ona.person.id, paying.public_id).state == "paid"
    assert due_of(ona) == []


def test_a_correction_after_paying_leaves_the_difference_to_pay(ona):
    meter = ona.meters["gas"]
    first = people.declaration(ona.person, meter, 1000, {"": 2490})
    people.pay(begin(ona, Wanted("declared", first.number)))
    assert due_of(ona, "declared") == []
    type(first).update(state="replaced").execute()
    people.declaration(ona.person, meter, 1300, {"": 2493})
    assert [due.cents for due in due_of(ona, "declared")] == [300]
