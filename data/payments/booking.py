"""From a payment's lines to the ledger: what is still due of each, and what is closed or opened again."""

import peewee

from data import ledger
from data.bills import Bill
from data.database import Model, locked, row, rows
from data.ledger import PAID_OF_BILL, PAID_OF_MONTH, LedgerTx
from data.payments.tables import Payment
from data.readings import Declaration
from data.services import Account
from rules.ledger import REFUNDS, Booking, Line, arrived, clearing, given_back, moved, overpaid, set_apart, undone
from rules.payments import Effect, Fact

# What a declared month owes is what its latest version says.
LINES = f"""SELECT i.id, v.code, i.amount, CASE WHEN b.id IS NOT NULL THEN b.amount - {PAID_OF_BILL}
 WHEN d.id IS NOT NULL THEN coalesce((SELECT max(w.total) FROM declaration w
  WHERE w.meter_id = d.meter_id AND w.period = d.period AND w.state = 'declared'), 0) - {PAID_OF_MONTH}
 ELSE i.amount END
FROM payment_item i JOIN account a ON a.id = i.account_id JOIN provider v ON v.id = a.provider_id
LEFT JOIN bill b ON b.id = i.bill_id LEFT JOIN declaration d ON d.id = i.declaration_id
WHERE i.payment_id = ? ORDER BY i.id"""  # noqa: S608 - constants alone
STANDING = """SELECT i.id, v.code, coalesce(sum(l.cents), 0) FROM payment_item i
JOIN account a ON a.id = i.account_id JOIN provider v ON v.id = a.provider_id
LEFT JOIN allocation l ON l.payment_id = i.payment_id AND l.account_id = i.account_id
 AND coalesce(l.bill_id, 0) = coalesce(i.bill_id, 0) AND coalesce(l.declaration_id, 0) = coalesce(i.declaration_id, 0)
WHERE i.payment_id = ? GROUP BY i.id, v.code ORDER BY i.id"""
ALLOCATE = """INSERT INTO allocation (tx_id, payment_id, account_id, bill_id, declaration_id, cents)
SELECT ?, payment_id, account_id, bill_id, declaration_id, CAST(? AS BIGINT) FROM payment_item WHERE id = ?
RETURNING id"""
ACCOUNTS = "SELECT account_id FROM payment_item WHERE payment_id = ?"


class Allocation(Model):
    """Cents of a payment that close a bill, a declared sum, or go to an account as a sum of one's own."""

    tx = peewee.ForeignKeyField(LedgerTx, backref="allocations")
    payment = peewee.ForeignKeyField(Payment, null=True, backref="allocations")
    account = peewee.ForeignKeyField(Account)
    bill = peewee.ForeignKeyField(Bill, null=True, backref="allocations")
    declaration = peewee.ForeignKeyField(Declaration, null=True, backref="allocations")
    cents = peewee.BigIntegerField(constraints=[peewee.Check("cents <> 0")])


def due_lines(payment: int) -> list[Line]:
    """What a payment is for, with what is still due of each; their accounts are held until the transaction ends, so
    that two payments of one bill see one another."""
    held = [account for (account,) in rows(ACCOUNTS, payment)]
    list(locked(Account.select(Account.id).where(Account.id.in_(held)).order_by(Account.id)).tuples())
    return [Line(item, code, int(cents), int(left)) for item, code, cents, left in rows(LINES, payment)]


def standing_lines(payment: int) -> list[Line]:
    """The same lines with what stands allocated to each."""
    return [Line(item, code, int(cents), 0) for item, code, cents in rows(STANDING, payment)]


def book(kind: str, source: str, booking: Booking, payment: int) -> None:
    """Write a booking with its allocations, once; one of nothing is none."""
    made = booking.entries and ledger.post(kind, source, booking.entries, payment)
    if made:
        for item, cents in booking.parts.items():
            row(ALLOCATE, made, cents, item)


def take(payment: Payment, fact: Fact, done: Effect, key: str) -> str:
    """Book what a fact about a payment means in money → the verdict on its message. `key` names the fact.

    A payment that closes less than it brought has paid something a second time: "paid_twice", for staff and payer.
    """
    source = clearing(payment.method)
    if done.verdict == "booked" and done.state == "paid":
        booking = arrived(source, payment.person_id, fact.cents, due_lines(payment.id))
        book("arrived", key, booking, payment.id)
        return "paid_twice" if overpaid(payment.person_id) in booking.entries else "booked"
    if done.verdict == "second_payment" and fact.currency == payment.currency:
        book("arrived", key, moved(overpaid(payment.person_id), source, fact.cents), payment.id)
    elif done.verdict == "wrong_amount" and done.state == "review":
        book("arrived", key, set_apart(source, fact.cents), payment.id)
    elif done.verdict == "taken_back":
        standing = {line.row: line.cents for line in standing_lines(payment.id)}
        book("taken_back", key, undone(ledger.of_payment(payment.id), standing), payment.id)
    elif done.verdict == "refunded_elsewhere":
        booking = back_to_payer(payment, fact.cents)
        entries = {source if account == REFUNDS else account: cents for account, cents in booking.entries.items()}
        book("refunded", key, Booking(entries, booking.parts), payment.id)
    return done.verdict


def back_to_payer(payment: Payment, cents: int) -> Booking:
    """What goes back of this payment: first what it brought too much and is still there, then its last lines."""
    mine = -ledger.of_payment(payment.id).get(overpaid(payment.person_id), 0)
    spare = min(mine, -ledger.balance(overpaid(payment.person_id)))
    return given_back(payment.person_id, cents, spare, standing_lines(payment.id))
