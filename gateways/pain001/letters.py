"""Which letters a transfer may carry: Lithuanian ones stay within Lithuania only (iso20022.md §2)."""

import string
import unicodedata

PLAIN = frozenset(string.ascii_letters + string.digits + "/-?:().,'+ ")
LITHUANIAN = PLAIN | frozenset("ąčęėįšųūžĄČĘĖĮŠŲŪŽ")
# Letters that do not come apart into a plain one and a mark, and signs that people type.
OTHERS = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "&": "+", "_": "-", "–": "-", "—": "-", "„": "'", "“": "'",
    "”": "'", "\"": "'", "’": "'", "‘": "'", "@": "(at)", ";": ",",
})  # fmt: skip


def written(text: str, is_local: bool) -> str:
    """The text in letters that the scheme carries, with single spaces; a sign that has no such letter is a dot.

    `is_local`: from Lithuania to Lithuania.
    """
    allowed = LITHUANIAN if is_local else PLAIN
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign if sign in allowed else _plain(sign) for sign in composed)


def _plain(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", sign.translate(OTHERS))
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(part if part in PLAIN else "." for part in bare)
