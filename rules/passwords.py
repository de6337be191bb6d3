"""What a password must be: long, and not one that others would guess first (NIST SP 800-63B-4 §3.1.1, accounts.md §2).

Nothing is asked of its letters: no capitals, no digits, no signs. Spaces and every script are welcome.
"""

import re
import string
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from rules.problem import Problem

LEAST, MOST = 15, 256  # code points, after NFC
LEAST_OF_ITS_OWN = 6  # letters that must remain when the names of the house and of the person are taken away
LEAST_DIFFERENT = 5
ROWS = (
    "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp",
    "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p", "aceeisuuz", "acegikmoqsuwy",
)  # fmt: skip
LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
SIGNS = string.punctuation
YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class Guesses:
    """What others try first, in the form of `bare`: passwords that people use, and names that go with this house."""

    common: frozenset[str]
    names: frozenset[str]


def normalised(password: str) -> str:
    """The one form in which a password is set and checked: Unicode NFC, otherwise untouched."""
    return unicodedata.normalize("NFC", password)


def check_password(typed: str, email: str, guesses: Guesses) -> Problem | None:
    """What is wrong with a new password, or None.

    The person's e-mail address counts as known to those who guess.
    """
    password = normalised(typed)
    if not password:
        return Problem("Enter a password")
    if len(password) < LEAST:
        return Problem("The password is too short: at least 15 characters are needed")
    if len(password) > MOST:
        return Problem("The password is too long: at most 256 characters are allowed")
    if guessable(password, email, guesses):
        return Problem("This password is easy to guess. Think of another one")
    return None


def guessable(password: str, email: str, guesses: Guesses) -> bool:
    """True for a listed password in any disguise, a walk over the keyboard, or nothing but names known to all."""
    if len(set(password.casefold())) < LEAST_DIFFERENT:
        return True
    plain, read = bare(password), bare(_without_end(password).translate(LOOK_ALIKES))
    disguises = (plain, read, unstretched(plain), unstretched(read))
    stripped = {form for text in disguises for form in (text, without_tail(text), once(text), once(without_tail(text)))}
    if any(form in guesses.common or _walks(form) for form in stripped):
        return True
    known = sorted({*guesses.names, *(part for part in _parts(email) if len(part) >= 4)}, key=len, reverse=True)
    return any(len(_without(form, known)) < LEAST_OF_ITS_OWN for form in (plain, read))


def bare(text: str) -> str:
    """Lower case, no marks above letters, no signs and spaces: "Slaptažodis-1!" → "slaptazodis1"."""
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in split if sign not in SIGNS and unicodedata.category(sign)[0] not in "MZC")


def without_tail(text: str) -> str:
    """Without years anywhere and digits at the end: "vasara2026ona7" → "vasaraona"; digits alone stay."""
    return YEAR.sub("", text).rstrip("0123456789") or text


def once(text: str) -> str:
    """One round of what repeats, the last round cut or not: "labaslabaslabaslab" → "labas"."""
    for size in range(1, len(text)):
        if text[size:] == text[:-size]:  # moved by one round it fits upon itself
            return text[:size]
    return text


def unstretched(text: str) -> str:
    """Letters that were held down, once: "passssword" → "pasword" (listed words are compared in this form too)."""
    return "".join(letter for letter, _ in groupby(text))


def _without_end(password: str) -> str:
    """The part before years, digits and signs, where a digit may stand for a letter."""
    return YEAR.sub("", password).rstrip(f"0123456789 {SIGNS}")


def _walks(text: str) -> bool:
    """True for a piece of a keyboard row or of the alphabet, in either direction, however long."""
    return any(text in way * (len(text) // len(way) + 2) for row in ROWS for way in (row, row[::-1]))


def _parts(email: str) -> set[str]:
    name, _, place = email.partition("@")
    return {bare(part) for part in (name, *re.split(r"[._+-]", name), place.partition(".")[0])}


def _without(text: str, words: Collection[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return re.sub(r"[0-9]", "", text)
