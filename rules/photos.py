"""Which photos of a meter are taken (security.md §10). What a file is, its first bytes say, never its name."""

from rules.problem import Problem

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_OF_RECEIPT, MOST_A_DAY = 3, 10
KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP"}


def kind_of(raw: bytes) -> str:
    """JPEG, PNG or WEBP by the first bytes; '' for anything else."""
    found = next((kind for signs, kind in KINDS.items() if raw.startswith(signs)), "")
    return "" if found == "WEBP" and raw[8:12] != b"WEBP" else found


def check_photo(raw: bytes, of_receipt: int, of_day: int) -> Problem | None:
    """What speaks against taking it: `of_receipt` and `of_day` photos are there already."""
    if not raw:
        return Problem("Choose a photo")
    if of_receipt >= MOST_OF_RECEIPT:
        return Problem("A receipt has at most %(most)s photos", most=MOST_OF_RECEIPT)
    if of_day >= MOST_A_DAY:
        return Problem("At most %(most)s photos a day. Add it tomorrow", most=MOST_A_DAY)
    if len(raw) > MOST_BYTES:
        return Problem("The photo is larger than 10 MB. Take it with fewer details")
    if not kind_of(raw):
        return Problem("The photo must be a JPEG, PNG or WebP file")
    return None
