"""The text of a QR code that a bank's app reads as a credit transfer (EPC069-12, version 002; iso20022.md §10)."""

import re

from rules.iban import is_iban
from rules.references import is_right

MOST_CENTS = 99_999_999_999
LONGEST_NAME = 70
LONGEST_TEXT = 140
MOST_BYTES = 331  # what version 13 of a QR code holds at the error correction M, which the code must have
BIC = re.compile(r"[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def epc(name: str, account: str, cents: int, reference: str = "", text: str = "", bic: str = "") -> str:
    """What the QR code says: pay this name at this account so much, with an RF reference or a free text.

    Raises ValueError, because a wrong code would send money elsewhere. `name` is the registered holder of the account.
    """
    if not is_iban(account):
        raise ValueError("the account is no IBAN")
    if bic and not BIC.fullmatch(bic):
        raise ValueError("the BIC is wrong")
    if not 1 <= cents <= MOST_CENTS:
        raise ValueError(f"the sum must be from 1 to {MOST_CENTS} cents")
    if reference and text:
        raise ValueError("a code carries a reference or a text, not both")
    if reference and not is_right(reference):
        raise ValueError("the reference is no RF reference")
    _check_words(name, text)
    amount = f"EUR{cents // 100}.{cents % 100:02d}"
    lines = ("BCD", "002", "1", "SCT", bic, name, account, amount, "", reference, text)
    told = "\n".join(lines).rstrip("\n")  # nothing stands after the last line that says something
    if len(told.encode()) > MOST_BYTES:
        raise ValueError(f"the code is longer than {MOST_BYTES} bytes")
    return told


def _check_words(name: str, text: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise ValueError(f"the name must have from 1 to {LONGEST_NAME} letters")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text is longer than {LONGEST_TEXT} letters")
    if CONTROL.search(name + text):
        raise ValueError("a line break or another control character would move the lines that follow")
