"""What people type into Iki, turned into thousandths of the unit (security.md §5)."""

import re

from rules.problem import Problem

LONGEST = 20
BETWEEN = str.maketrans("", "", " \u00a0\u2009\u202f")  # what people and our own pages put between digits
READING = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,3}))?", re.ASCII)
SPELLINGS = {"kWh": ("kwh",), "m³": ("m³", "m3"), "m3": ("m³", "m3")}


def thousandths(text: str, unit: str, digits: int, decimals: int) -> int | Problem:
    """The typed reading in thousandths of the unit, or a problem that names the cure.

    `digits` whole digits are on the meter, `decimals` (0 to 3) are taken by its provider. A comma or a point is the
    decimal sign: `12.401` is never guessed to be twelve thousand.
    """
    bare = text.translate(BETWEEN).lower() if len(text) <= LONGEST else ""
    for spelling in SPELLINGS.get(unit, ()):
        bare = bare.removesuffix(spelling)
    found = READING.fullmatch(bare)  # `$` would let a last newline through
    if not found:
        return _unreadable(decimals) if text.strip() else Problem("Enter the reading")
    whole, part = found[1].lstrip("0"), found[2] or ""
    if len(part) > decimals:
        return Problem("Too many decimals. Example: %(example)s", example=_example(decimals))
    if len(whole) > digits:
        return Problem("Too many digits: this meter shows %(digits)s", digits=digits)
    return int(whole or "0") * 1000 + int(part.ljust(3, "0"))


def _unreadable(decimals: int) -> Problem:
    if decimals:
        return Problem("Write the reading in digits, for example, %(example)s", example=_example(decimals))
    return Problem("The reading must be a whole number, for example, %(example)s", example=_example(0))


def _example(decimals: int) -> str:
    return f"125,{'678'[:decimals]}" if decimals else "12401"


def plain(value: int, decimals: int) -> str:
    """Thousandths as text for an input: no grouping, a comma, exactly the decimals the meter has."""
    whole, part = divmod(value, 1000)
    return f"{whole},{part:03d}"[: len(str(whole)) + 1 + decimals] if decimals else str(whole)
