"""Paying out to providers: once a day, what payments have closed of their bills and months and is not theirs yet."""

from datetime import UTC, datetime

import peewee

from data import ledger
from data.database import Model, atomic, now, one_at_a_time, rows
from data.payments.booking import Allocation
from rules.ledger import PAYOUTS, moved, payable
from rules.payouts import Batch, Part, Transfer, grouped

PARTS = """SELECT l.id, v.code, v.name, v.payee_account, a.payer_code, coalesce(b.number, d.period, ''), a.holder_name,
 l.cents
FROM allocation l JOIN account a ON a.id = l.account_id JOIN provider v ON v.id = a.provider_id
LEFT JOIN bill b ON b.id = l.bill_id LEFT JOIN declaration d ON d.id = l.declaration_id
WHERE v.payee_account <> '' AND NOT EXISTS (SELECT 1 FROM payout_line p WHERE p.allocation_id = l.id)
ORDER BY v.code, l.id"""


class PayoutBatch(Model):
    """One day's file, by its name in it."""

    name = peewee.TextField(unique=True)
    day = peewee.TextField(unique=True)
    payer_name = peewee.TextField()
    payer_account = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "payout_batch"


class PayoutTransfer(Model):
    """One transfer of a batch, as it was written."""

    batch = peewee.ForeignKeyField(PayoutBatch, backref="transfers")
    end_to_end = peewee.TextField(unique=True)
    cents = peewee.BigIntegerField(constraints=[peewee.Check("cents > 0")])
    name = peewee.TextField()
    account = peewee.TextField()
    text = peewee.TextField()
    ultimate_debtor = peewee.TextField()

    class Meta:
        table_name = "payout_transfer"


class PayoutLine(Model):
    """An allocation that a batch has settled: none is paid out twice."""

    batch = peewee.ForeignKeyField(PayoutBatch, backref="lines")
    allocation = peewee.ForeignKeyField(Allocation, unique=True)

    class Meta:
        table_name = "payout_line"


def pay_out(day: str, payer_name: str, payer_account: str) -> Batch | None:
    """The batch of an ISO day: made the first time, the same ever after; None while nothing is to be paid out.

    What it pays moves from the providers' accounts to what is on its way; the statement shows that it arrived.
    """
    with atomic():
        one_at_a_time("payouts")
        known = PayoutBatch.get_or_none(PayoutBatch.day == day)
        if known is None:
            groups = grouped(Part(*columns) for columns in rows(PARTS))
            if not any(group.cents for group in groups):
                return None
            known = PayoutBatch.create(name=f"SAV-{day}", day=day, payer_name=payer_name, payer_account=payer_account)
            sums: dict[str, int] = {}
            for place, group in enumerate(groups, 1):
                for part in group.parts:
                    PayoutLine.create(batch=known, allocation=part.row)
                if group.cents:
                    one = group.transfer(f"{known.name}-{place:05d}")
                    PayoutTransfer.create(
                        batch=known,
                        end_to_end=one.end_to_end,
                        cents=one.cents,
                        name=one.name,
                        account=one.account,
                        text=one.text,
                        ultimate_debtor=one.ultimate_debtor,
                    )
                    code = group.parts[0].provider
                    sums[code] = sums.get(code, 0) + group.cents
            for code, cents in sums.items():
                ledger.post("paid_out", f"{known.name} {code}", moved(PAYOUTS, payable(code), cents).entries)
        return _batch(known)


def _batch(known: PayoutBatch) -> Batch:
    created = datetime.fromtimestamp(known.created_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    transfers = PayoutTransfer.select().where(PayoutTransfer.batch == known).order_by(PayoutTransfer.id)
    made = tuple(
        Transfer(one.end_to_end, one.cents, one.name, one.account, text=one.text, ultimate_debtor=one.ultimate_debtor)
        for one in transfers
    )
    return Batch(known.name, created, known.payer_name, known.payer_account, "", known.day, made)


def is_ours(end_to_end: str, cents: int) -> bool:
    """Whether a transfer of this name and sum left with one of our batches."""
    return (
        PayoutTransfer.get_or_none(PayoutTransfer.end_to_end == end_to_end, PayoutTransfer.cents == cents) is not None
    )
