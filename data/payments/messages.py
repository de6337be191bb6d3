"""What banks tell: kept raw before anything else, then applied once, whatever its way and however often it comes."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import cast

from data import outbox, receipts
from data.database import atomic, locked, now, rows
from data.payments.attempts import items_of
from data.payments.booking import take
from data.payments.tables import BankMessage, Payment
from data.people import Person
from rules.deadlines import day_of
from rules.payments import Bank, Fact, Ordered, Refusal, State, effect

STALE = 5 * 60  # the worker reads again what was left after a minute; what it cannot finish either is for staff
LISTED = """SELECT m.id, m.bank, m.way, m.received_at, m.verdict,
COALESCE(p.stamp, ''), COALESCE(p.amount, 0), COALESCE(p.arrived, 0), COALESCE(p.state, ''), m.body
FROM bank_message m LEFT JOIN payment p ON p.id = m.payment_id
WHERE m.handled_at IS NULL AND m.verdict NOT IN ('booked', 'repeated', 'no_effect')
AND (m.verdict <> 'stored' OR m.received_at < ?) ORDER BY m.id DESC LIMIT 200"""
UNREAD = """SELECT id, bank, body, received_at, way FROM bank_message
WHERE verdict = 'stored' AND received_at < ? ORDER BY id LIMIT 100"""


@dataclass(frozen=True)
class Trouble:
    """A message that closed nothing and needs a person. `verdict` says why; `body` is what came, as text."""

    id: int
    bank: str
    way: str
    received_at: int
    verdict: str
    stamp: str
    amount: int
    arrived: int
    state: str
    body: str


def keep(bank: str, way: str, body: bytes) -> int:
    """Store a message exactly as it came, committed before anybody reads it. `way`: browser, server,
    poll or statement."""
    with atomic():
        kept = BankMessage.create(bank=bank, way=way, body=body, digest=sha256(body).hexdigest())
    return int(kept.id)


def apply(message_id: int, bank: Bank, told: Fact | Refusal) -> str:
    """Let a kept message take effect, in one transaction. Returns the public id of its payment, or "".

    Told by browser and server at once, twice or late, it books once. What is refused, unknown or does not fit is
    kept with its verdict for staff (`troubles`) and closes nothing.
    """
    with atomic():
        kept = locked(BankMessage.select().where(BankMessage.id == message_id)).get()
        if kept.verdict != "stored":
            return str(kept.payment.public_id) if kept.payment else ""
        if isinstance(told, Refusal):
            return _judged(message_id, f"refused: {told.reason}")
        order = told.stamp.removeprefix("order ") if told.stamp.startswith("order ") else ""
        named = (Payment.order_id == order) if order else (Payment.stamp == told.stamp)
        asked = Payment.select().where(named & (Payment.method == bank.id))
        payment = locked(asked).first()
        if payment is None:
            return _judged(message_id, "unknown_stamp")
        key = ":".join((bank.id, payment.stamp, told.outcome, told.transaction, str(told.cents), told.currency))
        if BankMessage.select().where(BankMessage.dedup_key == key).exists():
            return _judged(message_id, "repeated", payment)
        return _judged(message_id, _take_effect(payment, bank, told, key), payment, key)


def _judged(message_id: int, verdict: str, payment: Payment | None = None, key: str | None = None) -> str:
    judged = BankMessage.update(verdict=verdict, payment=payment, dedup_key=key)
    judged.where(BankMessage.id == message_id).execute()
    return payment.public_id if payment else ""


def _take_effect(payment: Payment, bank: Bank, fact: Fact, key: str) -> str:
    state = cast("State", payment.state)
    so_far = payment.bank_reference, payment.arrived, payment.refunded
    done = effect(Ordered(state, payment.amount, payment.currency, bank.payee_account, *so_far), fact)
    verdict = take(payment, fact, done, key)
    if done.verdict == "second_payment" and fact.currency == payment.currency:
        payment.arrived += fact.cents
        payment.save()
    if done.state == payment.state:
        return verdict
    payment.state, payment.changed_at, payment.version = done.state, now(), payment.version + 1
    if fact.outcome == "paid":
        payment.arrived, payment.bank_reference = fact.cents, fact.transaction
        payment.payer_account, payment.payer_name = fact.payer_account, fact.payer_name
    if fact.outcome == "refunded":
        payment.refunded += fact.cents
    is_new = done.state == "paid" and payment.number is None
    if is_new:
        payment.number = receipts.next_number(day_of(payment.changed_at).year)
    payment.save()
    if is_new:
        _put_receipt(payment, bank)
    return verdict


def _put_receipt(payment: Payment, bank: Bank) -> None:
    person: Person = payment.person
    if not person.email:
        return  # a guest keeps the page
    letter = {
        "to": person.email,
        "language": person.language,
        "number": payment.number,
        "amount": payment.amount,
        "bank": bank.name,
        "bank_reference": payment.bank_reference or payment.stamp,
        "paid_at": payment.changed_at,
        "items": [asdict(item) for item in items_of(payment.id)],
    }
    outbox.put("payment", payment.public_id, letter)


def unread() -> tuple[tuple[int, str, bytes, int, str], ...]:
    """Messages whose reader died before they took effect, a minute after they came: id, bank's code, body, when it
    came (epoch seconds), way."""
    return tuple((message, bank, bytes(body), *rest) for message, bank, body, *rest in rows(UNREAD, now() - 60))


def troubles() -> tuple[Trouble, ...]:
    """Messages that staff must look at, the newest first: refused, unknown, not fitting, or left half done."""
    found = rows(LISTED, now() - STALE)
    return tuple(Trouble(*(*head, bytes(body).decode("latin-1"))) for *head, body in found)


def handled(message_id: int) -> None:
    """A person has dealt with it; the message stays, the list forgets it."""
    BankMessage.update(handled_at=now()).where(BankMessage.id == message_id).execute()
