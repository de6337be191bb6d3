"""RF creditor references, ISO 11649: made, checked, and found in what a payer wrote (iso20022.md §8)."""

import re

from rules.remainder import of_97

LONGEST = 21  # after RF and the check digits
SHAPE = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}")
BEGINNING = re.compile(r"[Rr][Ff][0-9]{2}")
# What may follow: letters and digits, between which one or two spaces may stand, 25 in all with the beginning.
WRITTEN = re.compile(r"[Rr][Ff][0-9]{2}(?:[\s\u00a0]{0,2}[0-9A-Za-z]){1,21}(?![0-9A-Za-z])")


def made(text: str) -> str:
    """The reference of up to 21 letters and digits, in capitals. Raises ValueError for any other text."""
    if not re.fullmatch(r"[0-9A-Za-z]{1,21}", text):
        raise ValueError(f"a reference is made of 1 to {LONGEST} letters and digits")
    bare = text.upper()
    return f"RF{98 - of_97(f'{bare}RF00'):02d}{bare}"


def is_right(text: str) -> bool:
    """Whether this is a reference as it travels: capitals, no spaces, and the check digits that fit."""
    return bool(SHAPE.fullmatch(text)) and made(text[4:]) == text


def found_in(text: str) -> tuple[str, ...]:
    """The right references in a free text, each once, in order: in any case, in one piece or with spaces inside."""
    found: dict[str, None] = {}
    at = 0
    while beginning := BEGINNING.search(text, at):
        reference, at = _begun(text, beginning.start())
        if reference:
            found[reference] = None
    return tuple(found)


def _begun(text: str, start: int) -> tuple[str, int]:
    """The reference that begins at this place and where it ends; or "" and where to look further."""
    reach = WRITTEN.match(text, start)
    pieces = list(re.finditer(r"[0-9A-Za-z]+", reach[0])) if reach else []
    right = [count for count in range(1, len(pieces) + 1) if is_right(_joined(pieces[:count]))]
    if not right:
        return "", start + 4
    # In print a reference stands in groups of four: there the longest is meant, as a part of it may check by chance.
    # Elsewhere the shortest: what follows is the next word.
    in_fours = [count for count in right if all(len(piece[0]) == 4 for piece in pieces[: count - 1])]
    count = in_fours[-1] if in_fours else right[0]
    return _joined(pieces[:count]), start + pieces[count - 1].end()


def _joined(pieces: list[re.Match[str]]) -> str:
    return "".join(piece[0] for piece in pieces).upper()
