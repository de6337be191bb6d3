"""The sentence on the phone: in which alphabet it goes out, and how long it may be (mobile-id.md §2)."""

import unicodedata

from gateways.errors import GatewayError

# 3GPP TS 23.038 §6.2.1 without its line breaks; the extension's signs take two places.
GSM_7 = frozenset(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€")
LONGEST = {"GSM-7": 100, "UCS-2": 50}  # characters
MOST_EXTENDED = 5


def alphabet(text: str) -> str:
    """GSM-7 or UCS-2: the first as long as it has every letter, for it would turn ą into a space."""
    extended = sum(sign in EXTENSION for sign in text)
    return "GSM-7" if set(text) <= GSM_7 | EXTENSION and extended <= MOST_EXTENDED else "UCS-2"


def display_text(text: str) -> tuple[str, str]:
    """The text as it is sent and its displayTextFormat.

    Raises GatewayError("broken") when it is longer than phones take, or has signs that no phone shows.
    """
    composed = unicodedata.normalize("NFC", text)
    chosen = alphabet(composed)
    if len(composed) > LONGEST[chosen]:
        raise GatewayError("broken", f"the text has {len(composed)} characters, {chosen} takes {LONGEST[chosen]}")
    if not composed.isprintable() or any(ord(sign) > 0xFFFF for sign in composed):
        raise GatewayError("broken", "the text has a sign that a phone cannot show")
    return composed, chosen
