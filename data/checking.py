"""Whether a receipt on paper is one of ours, and what has become of it: for whoever holds the paper, and nobody's name.

Numbers follow each other, so the code on the paper has eight letters more, made of the number and our key. A payment
that nobody knows the end of has no number yet: its payment code, which cannot be guessed, finds the answer.
"""

import hmac
from dataclasses import dataclass

from data.payments import Payment
from data.readings import Declaration
from data.receipts import check_code as check_code


@dataclass(frozen=True)
class Known:
    """What there is under a code: number, moment, and a state of declarations or of payments."""

    number: str
    at: int
    state: str


def is_own(code: str) -> bool:
    """Whether the letters of a code are those of its number."""
    return bool(code[:-9]) and hmac.compare_digest(code.encode(), check_code(code[:-9]).encode())


def known(code: str) -> Known | None:
    """What a code finds; None for one that is none of ours."""
    number = code[:-9]
    if is_own(code):
        declared = Declaration.get_or_none(Declaration.number == number)
        if declared:
            return Known(number, declared.declared_at, declared.state)
        return _paying(Payment.get_or_none(Payment.number == number))
    return _paying(Payment.get_or_none(Payment.stamp == code))


def _paying(found: Payment | None) -> Known | None:
    return Known(found.number or found.stamp, found.changed_at, found.state) if found else None
