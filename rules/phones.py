"""Phone numbers as people write them, made one form: E.164 (mobile-id.md §7)."""

import re

from rules.problem import Problem

LONGEST = 40  # what is longer was never a number with its spaces
BETWEEN = str.maketrans("", "", " -.()/\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2212")
# A mobile number within the country is 8 or, since the 8 goes out of use, 0 and then eight digits that begin with a 6.
LITHUANIAN = re.compile(r"(?:(?:\+|00)?370|8|0)?(6[0-9]{7})", re.ASCII)
# Area codes begin with 3, 4 or 5 (Vilnius is 5); what begins with 7, 8 or 9 costs the caller or the called extra.
LANDLINE = re.compile(r"(?:(?:\+|00)?370|8|0)?([345][0-9]{7})", re.ASCII)
FOREIGN = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})", re.ASCII)


def phone_number(text: str) -> str | Problem:
    """`8 612 34567` → `+37061234567`. Lithuanian mobile numbers in every usual form, others with + or 00 in front."""
    bare = text.translate(BETWEEN) if len(text) <= LONGEST else "?"
    if not bare:
        return Problem("Enter your phone number")
    at_home, abroad = LITHUANIAN.fullmatch(bare), FOREIGN.fullmatch(bare)
    if at_home:
        return f"+370{at_home[1]}"
    if abroad and not abroad[1].startswith("370"):
        return f"+{abroad[1]}"
    return Problem("Write a mobile phone number, for example +370 612 34567")


def any_number(text: str) -> str | Problem:
    """A number that a person may be called at: as above, or a Lithuanian landline, `8 5 234 5678` → `+37052345678`."""
    bare = text.translate(BETWEEN) if len(text) <= LONGEST else "?"
    landline = LANDLINE.fullmatch(bare)
    if landline:
        return f"+370{landline[1]}"
    number = phone_number(text)
    is_wrong = isinstance(number, Problem) and bare
    return Problem("Write a telephone number, for example, +370 612 34567") if is_wrong else number
