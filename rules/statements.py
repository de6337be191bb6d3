"""What a bank's statement says, as iso20022.md §3 reads it. Sums are whole hundredths of the currency."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["053", "052", "054"]


class BadStatement(Exception):
    """The file cannot be read; the message says in plain words why and what to do."""


@dataclass(frozen=True)
class Balance:
    """A balance: its ISO code (OPBD, CLBD …), what is below zero is negative, the day as ISO text or ""."""

    kind: str
    cents: int
    currency: str
    day: str


@dataclass(frozen=True)
class Entry:
    """One movement on the account, or one transaction of a batch; what the file does not say is ""."""

    reference: str  # the bank's own; with `index` and the account it tells the entry from every other (§4)
    index: int  # the transaction's place in its entry, from 0
    cents: int
    currency: str
    is_booked: bool  # only what is booked is money
    is_reversal: bool
    day: str  # ISO, in Vilnius
    end_to_end: str = ""
    references: tuple[str, ...] = ()  # structured RF references that check; other structured ones are in the text
    text: str = field(default="", repr=False)
    payer_name: str = field(default="", repr=False)
    payer_account: str = field(default="", repr=False)
    ultimate_debtor: str = field(default="", repr=False)
    returned: str = ""  # the reason code of a payment that came back
    is_remainder: bool = False  # a batch kept whole, as its transactions are missing or do not add up: for review
    is_odd: bool = False  # less than a cent was cut off: for review


@dataclass(frozen=True)
class Statement:
    """One account's statement (053), report of today (052) or notice (054).

    `is_even`: opening + booked = closing in each currency; None when the file lacks either balance.
    """

    kind: Kind
    id: str
    account: str
    opening: Balance | None
    closing: Balance | None
    balances: tuple[Balance, ...]
    entries: tuple[Entry, ...]
    is_even: bool | None
