"""Numbers of receipts: without gaps within a year, because the counter moves in the transaction of the fact."""

import peewee

from data.database import Model


class ReceiptCounter(Model):
    """The last number given out in a year."""

    year = peewee.BigIntegerField(primary_key=True)
    last = peewee.BigIntegerField(default=0)


def next_number(year: int) -> str:
    """The next receipt number of the year, such as 2026-000001. Call it inside the transaction it belongs to."""
    ReceiptCounter.insert(year=year).on_conflict_ignore().execute()
    query = ReceiptCounter.update(last=ReceiptCounter.last + 1).where(ReceiptCounter.year == year)
    (counter,) = query.returning(ReceiptCounter.last).execute()
    return f"{year}-{counter.last:06d}"
