"""Codes that people copy from bills: made alike first, then compared with the shape that their provider gives them."""

import hmac
import re
from dataclasses import dataclass
from datetime import date

from rules.problem import Problem
from rules.search import folded

LONGEST = 80  # what is longer was never copied from a bill
DROPPED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff.]+")
DASHES = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
PERSONAL = re.compile(r"[1-9][0-9]{10}", re.ASCII)
WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3))


@dataclass(frozen=True)
class Shape:
    """What a provider's codes look like: digits alone or letters too, and from how many to how many signs."""

    letters: bool
    least: int
    most: int

    def fits(self, code: str) -> bool:
        """Whether a code that `payer_code` has cleaned looks like one of this provider."""
        signs = r"[0-9A-Z/+-]" if self.letters else r"[0-9]"
        return bool(re.fullmatch(rf"{signs}{{{self.least},{self.most}}}", code, re.ASCII))

    @property
    def problem(self) -> Problem:
        """What to say about a code of another shape."""
        if self.letters:
            return Problem(
                "The code has from %(least)s to %(most)s letters and digits", least=self.least, most=self.most
            )
        if self.least == self.most:
            return Problem("The code has this many digits: %(count)s", count=self.least)
        return Problem("The code has from %(least)s to %(most)s digits", least=self.least, most=self.most)


def payer_code(text: str, letters: bool = False) -> str:
    """A payer code without the spaces, dots and dashes that people and bills put in, and without the control characters
    that scanners put round it; '' when it is no code at all.

    With letters: capitals without diacritics, and a dash between two digits stays, because 5-12 is not 512.
    """
    if len(text) > LONGEST:
        return ""
    bare = DROPPED.sub("", text).translate(DASHES)
    if not letters:
        return bare.replace("-", "")
    return re.sub(r"(?<![0-9])-|-(?![0-9])", "", folded(bare).upper())


def meter_number(text: str) -> str:
    """A meter's number for comparing: capitals and digits only; '' when it is none."""
    return "".join(re.findall(r"[0-9A-Z]", folded(text[:LONGEST]).upper(), re.ASCII)) if len(text) <= LONGEST else ""


def is_personal_code(code: str) -> bool:
    """Eleven digits with a day of birth that can be and the right check digit (domain.md §8).

    A code that begins with 9 says no day. A month or a day of 00 is one that the register does not know.
    """
    if not has_check_digit(code):
        return False
    century, year, month, day = (int(part) for part in (code[0], code[1:3], code[3:5], code[5:7]))
    try:
        return century == 9 or bool(date(1800 + (century - 1) // 2 * 100 + year, month or 1, day or 1))
    except ValueError:
        return False


def has_check_digit(code: str) -> bool:
    """Whether these are eleven digits of which the last fits the others."""
    if not PERSONAL.fullmatch(code):
        return False
    digits = [int(sign) for sign in code]
    for weights in WEIGHTS:
        check = sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11
        if check < 10:
            return check == digits[10]
    return digits[10] == 0


def blind_index(key: str, code: str, realm: str = "LT") -> str:
    """What is kept of a personal code: it can be compared, and not read without the key of the settings.

    `realm` is what the code is unique in: Lithuanian personal codes, unless another country or kind is named.
    """
    return hmac.new(key.encode(), f"{realm}{code}".encode(), "sha256").hexdigest() if code else ""
