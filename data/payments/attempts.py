"""Attempts to pay: begun once per key, looked at, sent to the bank."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from data.database import NotFound, atomic, new_id, now, owned_by, row, rows
from data.payments.dues import dues
from data.payments.tables import Payment, PaymentItem
from rules.basket import Kind, Wanted
from rules.payments import State, is_open

ITEMS = """SELECT
 CASE WHEN i.bill_id IS NOT NULL THEN 'bill' WHEN i.declaration_id IS NOT NULL THEN 'declared' ELSE 'own' END,
 COALESCE(b.public_id, d.number, (SELECT s.public_id FROM service s WHERE s.account_id = a.id
  AND s.person_id = p.person_id AND s.removed_at = 0), ''),
 v.name, a.payer_code, COALESCE(b.number, d.number, ''), COALESCE(b.period, d.period, ''), i.amount,
 COALESCE(i.declaration_id, 0)
FROM payment_item i JOIN payment p ON p.id = i.payment_id
JOIN account a ON a.id = i.account_id JOIN provider v ON v.id = a.provider_id
LEFT JOIN bill b ON b.id = i.bill_id LEFT JOIN declaration d ON d.id = i.declaration_id
WHERE i.payment_id = ? ORDER BY i.id"""
READINGS = """SELECT g.zone, t.previous, t.value, g.unit, g.decimals FROM reading t
JOIN register g ON g.id = t.register_id WHERE t.declaration_id = ? ORDER BY g.code"""
TARGETS = {
    "bill": "SELECT account_id, id, NULL FROM bill WHERE public_id = ?",
    "declared": """SELECT m.account_id, NULL, d.id FROM declaration d JOIN meter m ON m.id = d.meter_id
WHERE d.number = ?""",
    "own": "SELECT account_id, NULL, NULL FROM service WHERE public_id = ?",
}


@dataclass(frozen=True)
class Shown:
    """What a register showed when it was declared: Nuo and Iki in thousandths of the unit."""

    zone: str
    previous: int
    value: int
    unit: str
    decimals: int


@dataclass(frozen=True)
class Item:
    """One line of a payment: `id` names it as Wanted does, `number` is the bill's or the declaration receipt's,
    `cents` is what this line pays."""

    kind: Kind
    id: str
    provider: str
    payer_code: str
    number: str
    period: str
    cents: int
    readings: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Paying:
    """One attempt to pay, as its owner sees it. Sums in cents, moments in epoch seconds UTC."""

    public_id: str
    stamp: str
    method: str
    amount: int
    currency: str
    state: State
    created_at: int
    changed_at: int
    arrived: int
    refunded: int
    bank_reference: str
    payer_name: str
    number: str
    items: tuple[Item, ...]
    order_id: str = ""
    leave_url: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the bank's answer may still be on its way."""
        return is_open(self.state, self.changed_at, now())


def start(person_id: int, wanted: Sequence[Wanted], method: str, key: str) -> Paying:
    """Begin one attempt to pay these things by this method; the same key again gives the attempt that it began.

    A declaration is wanted by its receipt's number: start(person.id, [Wanted("declared", number)], method, draft.id).

    The sums are looked up here and frozen, but for own sums, which `wanted` brings. Raises NotFound when one of
    the things is not this person's, is paid already, or the key belongs to somebody else.
    """
    with atomic():
        known = Payment.get_or_none(Payment.key == key)
        if known is None:
            known = _begin(person_id, wanted, method, key)
        return shown(owned_by(person_id, Payment, known.public_id))


def _begin(person_id: int, wanted: Sequence[Wanted], method: str, key: str) -> Payment:
    payable = {(due.kind, due.id): due for due in dues(person_id)}
    if not wanted or any((want.kind, want.id) not in payable for want in wanted):
        raise NotFound
    sums = [payable[want.kind, want.id].cents or want.cents for want in wanted]
    inserted = Payment.insert(
        public_id=new_id(),
        key=key,
        stamp=secrets.token_hex(10).upper(),
        person=person_id,
        method=method,
        amount=sum(sums),
    )
    inserted.on_conflict_ignore().execute()
    payment: Payment = Payment.get(Payment.key == key)
    if PaymentItem.select().where(PaymentItem.payment == payment).exists():
        return payment  # a twin with the same key was faster
    for want, cents in zip(wanted, sums, strict=True):
        account, bill, declaration = row(TARGETS[want.kind], want.id) or (None, None, None)
        PaymentItem.create(
            payment=payment,
            account=account,
            bill=bill,
            declaration=declaration,
            title=payable[want.kind, want.id].provider,
            amount=cents,
        )
    return payment


def one(person_id: int, public_id: str) -> Paying:
    """A payment of this person. Raises NotFound."""
    return shown(owned_by(person_id, Payment, public_id))


def by_number(person_id: int, number: str) -> Paying:
    """The paid payment with this receipt number. Raises NotFound when it is not there or not theirs."""
    found = Payment.get_or_none((Payment.number == number) & (Payment.person == person_id))
    if found is None:
        raise NotFound
    return shown(found)


def of(person_id: int) -> tuple[Paying, ...]:
    """The person's payments that left for a bank, the newest first, at most fifty."""
    found = Payment.select().where((Payment.person == person_id) & (Payment.state != "created"))
    return tuple(shown(payment) for payment in found.order_by(Payment.id.desc()).limit(50))


def mark_redirected(person_id: int, public_id: str) -> None:
    """The form for the bank is handed out; asked for again, the half hour of waiting begins anew."""
    owned_by(person_id, Payment, public_id)
    moved = Payment.update(state="redirected", changed_at=now(), version=Payment.version + 1)
    moved.where((Payment.public_id == public_id) & Payment.state.in_(("created", "redirected"))).execute()


def shown(payment: Payment) -> Paying:
    """A row as its owner and the worker see it."""
    return Paying(
        public_id=payment.public_id,
        stamp=payment.stamp,
        method=payment.method,
        amount=payment.amount,
        currency=payment.currency,
        state=cast("State", payment.state),
        created_at=payment.created_at,
        changed_at=payment.changed_at,
        arrived=payment.arrived,
        refunded=payment.refunded,
        bank_reference=payment.bank_reference,
        payer_name=payment.payer_name,
        number=payment.number or "",
        items=items_of(payment.id),
        order_id=payment.order_id,
        leave_url=payment.leave_url,
    )


def items_of(payment_id: int) -> tuple[Item, ...]:
    """The lines of a payment with the readings that were declared with it."""
    return tuple(
        Item(kind, public_id, provider, code, number, period, cents, _readings(declaration))
        for kind, public_id, provider, code, number, period, cents, declaration in rows(ITEMS, payment_id)
    )


def _readings(declaration: int) -> tuple[Shown, ...]:
    return tuple(Shown(*columns) for columns in rows(READINGS, declaration)) if declaration else ()
