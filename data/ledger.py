"""The ledger: transactions whose entries add up to nothing. It only grows; the database refuses anything else."""

from collections.abc import Mapping

import peewee

from data.database import Model, now, row, rows

POST = """INSERT INTO ledger_tx (kind, source, payment_id, at) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, source) DO NOTHING RETURNING id"""
ENTRY = "INSERT INTO ledger_entry (tx_id, account, cents) VALUES (?, ?, ?) RETURNING id"
BALANCE = "SELECT coalesce(sum(cents), 0) FROM ledger_entry WHERE account = ?"
BALANCES = "SELECT account, sum(cents) FROM ledger_entry GROUP BY account ORDER BY account"
OF_PAYMENT = """SELECT e.account, sum(e.cents) FROM ledger_entry e JOIN ledger_tx t ON t.id = e.tx_id
WHERE t.payment_id = ? GROUP BY e.account"""
UNEVEN = """SELECT t.id, t.kind, t.source, count(e.id), coalesce(sum(e.cents), 0) FROM ledger_tx t
LEFT JOIN ledger_entry e ON e.tx_id = t.id GROUP BY t.id, t.kind, t.source
HAVING count(e.id) < 2 OR sum(e.cents) <> 0 ORDER BY t.id"""
# What is paid of a bill `b`, and of the month of a meter that a declaration `d` is of, whatever version was paid.
PAID_OF_BILL = "COALESCE((SELECT SUM(l.cents) FROM allocation l WHERE l.bill_id = b.id), 0)"
PAID_OF_MONTH = """COALESCE((SELECT SUM(l.cents) FROM allocation l JOIN declaration o ON o.id = l.declaration_id
WHERE o.meter_id = d.meter_id AND o.period = d.period), 0)"""


class LedgerTx(Model):
    """One fact about money: `kind` and `source` name it, so that it is booked once; `payment_id` is a payment's row."""

    kind = peewee.TextField()
    source = peewee.TextField()
    payment_id = peewee.BigIntegerField(null=True, index=True)
    at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "ledger_tx"
        indexes = ((("kind", "source"), True),)


class LedgerEntry(Model):
    """Cents on one account: a debit above nothing, a credit below."""

    tx = peewee.ForeignKeyField(LedgerTx, backref="entries")
    account = peewee.TextField(index=True)
    cents = peewee.BigIntegerField(constraints=[peewee.Check("cents <> 0")])

    class Meta:
        table_name = "ledger_entry"


def post(kind: str, source: str, entries: Mapping[str, int], payment: int | None = None) -> int | None:
    """Book a fact in the caller's transaction → its row, or None when it has been booked before.

    `entries` are cents by account. Raises ValueError unless they add up to nothing.
    """
    if sum(entries.values()) or len(entries) < 2 or not all(entries.values()):
        raise ValueError(f"{kind} {source} does not add up: {dict(entries)}")
    made = row(POST, kind, source, payment, now())
    if made is None:
        return None
    for account, cents in entries.items():
        row(ENTRY, made[0], account, cents)
    return int(made[0])


def balance(account: str) -> int:
    """Cents that stand on an account: a debit above nothing, a credit below."""
    found = row(BALANCE, account)
    return int(found[0]) if found else 0


def balances() -> dict[str, int]:
    """Every account that was ever used, by name."""
    return {account: int(cents) for account, cents in rows(BALANCES)}


def of_payment(payment: int) -> dict[str, int]:
    """What stands booked for a payment, cents by account."""
    return {account: int(cents) for account, cents in rows(OF_PAYMENT, payment)}


def uneven() -> list[tuple[int, str, str, int, int]]:
    """Transactions that cannot be: fewer than two entries, or a sum. Row, kind, source, entries, sum in cents."""
    return [(tx, kind, source, int(many), int(total)) for tx, kind, source, many, total in rows(UNEVEN)]
