"""A day of money: three hundred payments by every way, payouts, statements back, and all of it even to the cent."""

import random

import pytest

from data import ledger, payments, payouts, statements, verifying
from data.outbox import Outbox
from data.payments import Payment
from gateways import camt, pain001
from gateways.methods import told, written
from rules.basket import Wanted
from rules.payments import Bank
from rules.references import made
from tests import people
from tests.banking import Movement, statement
from tests.people import PAYEE

pytestmark = pytest.mark.usefixtures("tables")
NAMES = {"seb": "SEB", "swedbank": "Swedbank", "paysera": "Paysera", "montonio": "Montonio", "transfer": ""}
BANKS = {code: Bank(code, name, PAYEE) for code, name in NAMES.items()}
PROCESSORS = ("paysera", "montonio")
MANY = 300


def take(*movements, opening, number):
    content = statement(*movements, opening=opening, number=number)
    return statements.take_in(content, camt.read(content), BANKS, written)


def test_three_hundred_payments_by_every_way_are_even_to_the_cent_in_the_evening(tables):
    dice, ona = random.Random(7), people.ona()
    accounts = [ona.services[kind].account for kind in ("electricity", "gas")]
    movements, sums = [], dict.fromkeys(NAMES, 0)
    for place in range(MANY):
        bill = people.bill(dice.choice(accounts), f"B-{place}", dice.randint(1, 20_000))
        method = dice.choice(list(NAMES))
        begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], method, f"key-{place}")
        payments.mark_redirected(ona.person.id, begun.public_id)
        sums[method] += begun.amount
        if method != "transfer" and dice.random() < 0.9:  # the rest is known by the statement alone
            for _ in range(dice.randint(1, 3)):
                people.pay(begun)
        elif method in PROCESSORS:
            people.pay(begun)
        if method not in PROCESSORS:
            movements.append(Movement(begun.amount, made(begun.stamp)))
    movements += [Movement(sums[code], "išmokėjimas", sender=f"{NAMES[code]} UAB") for code in PROCESSORS]
    dice.shuffle(movements)
    taken = take(*movements, opening=100_000, number="S-1")
    assert (taken.alarms, taken.matched, statements.unmatched()) == ([], len(movements), ())
    assert {one.state for one in Payment.select()} == {"paid"}
    assert Outbox.select().where(Outbox.kind == "payment").count() == MANY
    numbers = sorted(one.number for one in Payment.select())
    assert [int(number[-6:]) for number in numbers] == list(range(1, MANY + 1))
    batch = payouts.pay_out("2026-11-27", "Savitarna", PAYEE)
    assert batch.cents == sum(sums.values())
    assert pain001.check(pain001.write(batch), "03") == ""
    out = [Movement(-one.cents, end_to_end=one.end_to_end) for one in batch.transfers]
    number = {"opening": 100_000 + batch.cents, "number": "S-2"}
    content = statement(*out, day="2026-11-28", **number)
    evening = statements.take_in(content, camt.read(content), BANKS, written)
    assert (evening.alarms, evening.matched) == ([], len(out))
    left = {account: cents for account, cents in ledger.balances().items() if cents}
    assert left == {f"bank:{PAYEE}": 100_000, f"opening:{PAYEE}": -100_000}
    assert list(verifying.differences(lambda party, body, at, way: (BANKS[party], told(body)))) == []
    assert [due for due in payments.dues(ona.person.id) if due.kind == "bill"] == []
