"""Our agreement with Montonio, and how it writes sums (montonio.md §1, §3)."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from gateways.https import Line
from rules.payments import Bank

CENT = Decimal("0.01")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,20})?", re.ASCII)
LARGEST = 10**12  # euros


@dataclass(frozen=True)
class Contract:
    """`line` leads to https://stargate.montonio.com/api. `payee_account` is where Montonio pays our money out to."""

    line: Line
    access_key: str
    secret_key: str = field(repr=False)
    payee_account: str
    name: str = "Montonio"

    @property
    def bank(self) -> Bank:
        """Montonio as the booking of its answers wants to know it."""
        return Bank("montonio", self.name, self.payee_account)


def cents_of(value: Any) -> int | None:
    """99.99, "99.99" or 25 → cents, half-even; None for what is no sum.

    A float of theirs may be 100.50000000000001, and a plain number may be as long as the sender likes.
    """
    if isinstance(value, str):
        value = Decimal(value) if NUMBER.fullmatch(value) else None
    elif isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if not (-LARGEST < value < LARGEST):
        return None
    return int(Decimal(value).quantize(CENT, ROUND_HALF_EVEN).scaleb(2))


def text_of(message: Any, name: str) -> str:
    """A text of a message, "" when it is none; without what no database can keep."""
    value = message.get(name) if isinstance(message, dict) else None
    return value.encode("utf-8", "ignore").decode().replace("\0", "") if isinstance(value, str) else ""
