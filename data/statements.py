"""Statements of our account: each movement once, matched with what it pays, and booked against the bank's own sum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import peewee

from data import ledger, payments, payouts
from data.database import Model, atomic, now, one_at_a_time, row, rows
from data.payments import Payment
from rules.ledger import PAYOUTS, UNMATCHED, bank, clearing, moved
from rules.matching import stamps
from rules.payments import HELD, Bank, Fact
from rules.statements import Entry, Statement

TRANSFER = "transfer"
Write = Callable[[Fact], bytes]
KEEP = """INSERT INTO bank_tx
 (file_id, account, reference, place, day, cents, payer_name, payer_account, text, payment_id, verdict, at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)
ON CONFLICT (account, reference, place) DO NOTHING RETURNING id"""
UNMATCHED_ONES = """SELECT t.id, t.account, t.day, t.cents, t.payer_name, t.payer_account, t.text, t.verdict, t.at
FROM bank_tx t WHERE t.verdict IN ('unmatched', 'review') ORDER BY t.day, t.id LIMIT 500"""


class StatementFile(Model):
    """A file as the bank gave it, kept before anything is read."""

    digest = peewee.TextField(unique=True)
    body = peewee.BlobField()
    received_at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "statement_file"


class BankTx(Model):
    """One movement: `reference` and `place` name it at the bank. `settled`: of a payment; `sent`: ours; `review`: of a
    payment, but less than a cent was cut off or a batch did not add up; `unmatched`: nobody's yet."""

    file = peewee.ForeignKeyField(StatementFile)
    account = peewee.TextField()
    reference = peewee.TextField()
    place = peewee.BigIntegerField()
    day = peewee.TextField()
    cents = peewee.BigIntegerField()
    payer_name = peewee.TextField()
    payer_account = peewee.TextField()
    text = peewee.TextField()
    payment = peewee.ForeignKeyField(Payment, null=True, backref="bank_txs")
    verdict = peewee.TextField(
        constraints=[peewee.Check("verdict IN ('settled', 'sent', 'unmatched', 'review', 'handled')")]
    )
    at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "bank_tx"
        indexes = ((("account", "reference", "place"), True),)


@dataclass
class Taken:
    """What came of a file: movements that are new, known already, matched and not; and what must not be overlooked."""

    new: int = 0
    same: int = 0
    matched: int = 0
    alarms: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Unmatched:
    """A movement that is nobody's yet; `at` is when it came to us, in epoch seconds."""

    id: int
    account: str
    day: str
    cents: int
    payer_name: str
    payer_account: str
    text: str
    verdict: str
    at: int


def take_in(content: bytes, statements: tuple[Statement, ...], banks: Mapping[str, Bank], write: Write) -> Taken:
    """Take in what a file says (`statements` is it, read). The same movements again change nothing.

    Only closed days (camt.053) are money; reports of today and notices are hints that they repeat. `banks` are the
    parties of the ways to pay, by code; `write(fact)` gives the bytes of a fact that are kept as its message.
    """
    taken = Taken()
    with atomic():
        one_at_a_time("statements")
        file = _kept(content)
        for statement in statements:
            if statement.kind != "053":
                taken.alarms.append(f"{statement.id}: a camt.{statement.kind} is a hint, only camt.053 is booked")
                continue
            _open(statement)
            numbers: dict[str, int] = {}
            for entry in statement.entries:
                if entry.is_booked:
                    _take(file, statement, entry, numbers, banks, write, taken)
            taken.alarms += _differences(statement)
    return taken


def _kept(content: bytes) -> int:
    digest = sha256(content).hexdigest()
    StatementFile.insert(digest=digest, body=content).on_conflict_ignore().execute()
    return int(StatementFile.get(StatementFile.digest == digest).id)


def _open(statement: Statement) -> None:
    """What stood on the account before its first statement: booked once."""
    if statement.opening and statement.opening.cents and not ledger.balance(bank(statement.account)):
        entries = moved(f"opening:{statement.account}", bank(statement.account), statement.opening.cents).entries
        ledger.post("opening", statement.account, entries)


def _take(
    file: int,
    statement: Statement,
    entry: Entry,
    numbers: dict[str, int],
    banks: Mapping[str, Bank],
    write: Write,
    taken: Taken,
) -> None:
    reference = entry.reference
    if not reference:  # no name at the bank: its place in the day is one, and a person looks (iso20022.md §4)
        numbers[entry.day] = numbers.get(entry.day, 0) + 1
        reference = f"{statement.id} {entry.day} {numbers[entry.day]}"
    told = (entry.day, entry.cents, entry.payer_name, entry.payer_account, entry.text)
    made = row(KEEP, file, statement.account, reference, entry.index, *told, "unmatched", now())
    if made is None:
        taken.same += 1
        return
    taken.new += 1
    source = f"{statement.account} {reference} {entry.index}"
    may_match = entry.cents > 0 and entry.currency == "EUR" and not entry.is_remainder
    payment = _payment(entry) if may_match else None
    verdict, other = _whose(entry, payment, banks)
    if entry.cents and entry.currency == "EUR":
        if payment:
            _tell(payment, statement.account, source, entry, banks, write)
        # no part of the payment: what its bank takes back later is another movement, in another statement
        ledger.post(verdict, source, moved(other, bank(statement.account), entry.cents).entries)
    taken.matched += verdict != "unmatched"
    if entry.is_odd or entry.is_remainder or entry.currency != "EUR" or not entry.reference:
        verdict = "review"
    BankTx.update(payment=payment, verdict=verdict).where(BankTx.id == made[0]).execute()


def _payment(entry: Entry) -> Payment | None:
    for stamp in stamps(entry):
        found: Payment | None = Payment.get_or_none(Payment.stamp == stamp)
        if found:
            return found
    return None


def _whose(entry: Entry, payment: Payment | None, banks: Mapping[str, Bank]) -> tuple[str, str]:
    """What a movement is, and the account of the ledger that stands against the bank's."""
    if payment:
        return "settled", clearing(payment.method)
    if entry.cents < 0 and payouts.is_ours(entry.end_to_end, -entry.cents):
        return "sent", PAYOUTS
    processor = _processor(entry, banks)
    return ("settled", clearing(processor)) if processor else ("unmatched", UNMATCHED)


def _tell(payment: Payment, account: str, source: str, entry: Entry, banks: Mapping[str, Bank], write: Write) -> None:
    """Let the movement finish its payment, unless its bank has told of the money already."""
    if payment.method != TRANSFER and payment.state in HELD:
        return
    # A bank's own word of the same payment may still come: without a number of its own it is the same money.
    transaction = source if payment.method == TRANSFER else ""
    fact = Fact("paid", payment.stamp, transaction, entry.cents, "EUR", account, entry.payer_account, entry.payer_name)
    party = banks.get(payment.method) or Bank(payment.method, payment.method, account)
    payments.apply(payments.keep(party.id, "statement", write(fact)), party, fact)


def _processor(entry: Entry, banks: Mapping[str, Bank]) -> str:
    """The party that pays a day's sum out under its own name, if it owes us as much; or ""."""
    sender = entry.payer_name.casefold()
    named = [code for code, party in banks.items() if party.name and party.name.casefold() in sender]
    return next((code for code in named if 0 < entry.cents <= ledger.balance(clearing(code))), "")


def _differences(statement: Statement) -> list[str]:
    """The bank's closing sum is ours to the cent, or somebody must look today (money.md §8)."""
    found = []
    if statement.is_even is False:
        found.append(f"{statement.id}: opening and entries do not make its closing balance")
    booked = ledger.balance(bank(statement.account))
    if statement.closing and statement.closing.currency == "EUR" and statement.closing.cents != booked:
        found.append(f"{statement.account}: the bank says {statement.closing.cents} cents, our books {booked}")
    return found


def unmatched() -> tuple[Unmatched, ...]:
    """Movements that are nobody's yet or need a look, the oldest first."""
    return tuple(Unmatched(*columns) for columns in rows(UNMATCHED_ONES))
