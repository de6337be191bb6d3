"""The remainder by 97 that IBANs and RF references are checked with (ISO 7064; iso20022.md §8)."""


def of_97(text: str) -> int:
    """What is left of digits and capital letters read as one number, A being 10 and Z 35."""
    return int("".join(str(int(sign, 36)) for sign in text)) % 97
