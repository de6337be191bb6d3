"""The ledger proven: against itself, against what closes bills, and against what banks and processors said."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from data import ledger
from data.database import rows
from data.payments import BankMessage, Payment
from rules.payments import Bank, Fact, Ordered, Refusal
from rules.replay import replayed

Told = tuple[Bank, Fact | Refusal] | None
Read = Callable[[str, bytes, int, str], Told]
PAID_TOO_MUCH = """SELECT b.number, b.amount, sum(l.cents) FROM allocation l JOIN bill b ON b.id = l.bill_id
GROUP BY b.id, b.number, b.amount HAVING sum(l.cents) > b.amount OR sum(l.cents) < 0"""
MORE_THAN_CAME = """SELECT p.stamp, p.arrived - p.refunded, sum(l.cents) FROM allocation l
JOIN payment p ON p.id = l.payment_id GROUP BY p.id, p.stamp, p.arrived, p.refunded
HAVING sum(l.cents) > p.arrived - p.refunded"""
ARRIVED = """SELECT e.account, sum(e.cents) FROM ledger_entry e JOIN ledger_tx t ON t.id = e.tx_id
WHERE t.kind IN ('arrived', 'taken_back', 'refunded') AND substr(e.account, 1, 9) = 'clearing:' GROUP BY e.account"""
ALLOCATED = """SELECT v.code, sum(l.cents) FROM allocation l JOIN account a ON a.id = l.account_id
JOIN provider v ON v.id = a.provider_id GROUP BY v.code"""
BOOKED_ALLOCATED = """SELECT e.account, sum(e.cents) FROM ledger_entry e JOIN ledger_tx t ON t.id = e.tx_id
WHERE t.kind <> 'paid_out' AND substr(e.account, 1, 8) = 'payable:' GROUP BY e.account"""


def differences(read: Read) -> Iterator[str]:
    """Every difference, in plain words; none when the ledger is right.

    `read(party, body, moment, way)` reads a raw message again as its gateway does; None for a party that is no longer
    configured.
    """
    for tx, kind, source, many, total in ledger.uneven():
        yield f"transaction {tx} ({kind} {source}) has {many} entries that add up to {total} cents"
    for number, cents, closed in rows(PAID_TOO_MUCH):
        yield f"bill {number} of {cents} cents is closed with {closed} cents"
    for stamp, came, closed in rows(MORE_THAN_CAME):
        yield f"payment {stamp} closes {closed} cents, and {came} came"
    booked = {account.partition(":")[2]: -int(cents) for account, cents in rows(BOOKED_ALLOCATED)}
    yield from _unlike("provider", booked, {code: int(cents) for code, cents in rows(ALLOCATED)})
    told = {account.partition(":")[2]: int(cents) for account, cents in rows(ARRIVED)}
    yield from _unlike("party", told, _by_messages(read))


def _unlike(what: str, booked: dict[str, int], true: dict[str, int]) -> Iterator[str]:
    for name in sorted({*booked, *true}):
        if booked.get(name, 0) != true.get(name, 0):
            yield f"{what} {name}: {booked.get(name, 0)} cents are booked, {true.get(name, 0)} should be"


def _by_messages(read: Read) -> dict[str, int]:
    asked = {one.stamp: Ordered("redirected", one.amount, one.currency, "") for one in Payment.select()}
    return replayed(asked, _facts(read))


def _facts(read: Read) -> Iterator[tuple[Bank, Fact]]:
    """What took effect, in the order in which it came."""
    for message in BankMessage.select().where(BankMessage.dedup_key.is_null(False)).order_by(BankMessage.id):
        told = read(message.bank, bytes(message.body), message.received_at, message.way)
        if told and isinstance(told[1], Fact) and message.payment:
            yield told[0], replace(told[1], stamp=message.payment.stamp)
