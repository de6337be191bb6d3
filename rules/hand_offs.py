"""Going on on a telephone: codes that a screen shows, and the digits that tell whose visit it was (KIOSK.md §5)."""

from collections.abc import Iterable

from rules.identifiers import payer_code
from rules.kiosks import CODE_LENGTH, LETTERS

LASTS = 10 * 60  # seconds
TRIES = 5  # with wrong digits; then the code is worth nothing
ASKED = 3  # of the payer code's last signs


def spelled(digest: str) -> str:
    """Eight letters and digits that nobody mistakes for others, out of a keyed hash (hex)."""
    number = int(digest[:16], 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(CODE_LENGTH))


def dashed(code: str) -> str:
    """A code as it is shown: 7F3K-9QX2."""
    return f"{code[:4]}-{code[4:]}"


def ends_one(typed: str, codes: Iterable[str]) -> bool:
    """Whether these are the last signs of one of the payer codes."""
    ending = payer_code(typed, letters=True)
    return bool(ending) and ending in {code[-ASKED:] for code in codes}
