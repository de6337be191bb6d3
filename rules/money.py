"""Sums that people type. Money is integer cents everywhere; the text is taken apart by hand because
the libraries' parsers accept NaN, exponents and other scripts' digits (knowledge/money.md §11)."""

import re

from rules.problem import Problem

LEAST = 1
MOST = 1_000_000
LONGEST = 20
SPACES = re.compile(r"[\s\u00a0\u202f\u2009€]+")
SUM = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")


def parse_amount(typed: str, least: int = LEAST, most: int = MOST) -> int | Problem:
    """What was typed into a field for a sum → cents, from `least` to `most` cents, or what to say about it.

    Taken: spaces of every kind, €, one comma or point, at most two decimals. "1.234,56" is refused, not guessed.
    """
    text = SPACES.sub("", typed[: LONGEST * 2])
    if not text:
        return Problem("Enter the sum")
    found = SUM.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        return Problem("Write the sum in euros and cents, for example, %(example)s", example="12,50")
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if not least <= cents <= most:
        return Problem("The sum must be from %(least)s to %(most)s", least=euros(least), most=euros(most))
    return cents


def euros(cents: int) -> str:
    """1250 → 12,50: a sum as one types it, for inputs and for the messages about them."""
    return f"{cents // 100},{cents % 100:02d}"
