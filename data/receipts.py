"""Numbers of receipts: without gaps within a year, because the counter moves in the transaction of the fact."""

import peewee

from data.database import Model, row
from data.sealing import blind
from rules.hand_offs import spelled

NEXT = """INSERT INTO receipt_counter (year, last) VALUES (?, 1)
ON CONFLICT (year) DO UPDATE SET last = receipt_counter.last + 1 RETURNING last"""


class ReceiptCounter(Model):
    """The last number given out in a year."""

    year = peewee.BigIntegerField(primary_key=True)
    last = peewee.BigIntegerField(default=0)


def next_number(year: int) -> str:
    """The next receipt number of the year, such as 2026-000001. Call it inside the transaction it belongs to."""
    found = row(NEXT, year)
    assert found
    return f"{year}-{found[0]:06d}"


def check_code(number: str) -> str:
    """A receipt's number with the letters that make it a code."""
    return f"{number}-{spelled(blind(f'receipt {number}'))}"
