"""IBANs of any country: length and check digits (ISO 13616; iso20022.md §9). A Lithuanian one has digits only."""

import re

from rules.remainder import of_97

LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KZ": 20, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
LITHUANIAN = re.compile(r"LT[0-9]{18}")


def is_iban(text: str) -> bool:
    """Whether this is an IBAN as it travels: capitals and digits, no spaces, of a country that we know."""
    if not SHAPE.fullmatch(text) or len(text) != LENGTHS.get(text[:2]):
        return False
    if text.startswith("LT") and not LITHUANIAN.fullmatch(text):
        return False
    # 00, 01 and 99 leave the same remainder as 97, 98 and 02, but no bank makes them.
    return "02" <= text[2:4] <= "98" and of_97(text[4:] + text[:4]) == 1
