"""English texts by which one sees that a page of another language was not wholly translated."""

import re
from functools import cache

from data.translations import catalogue

PLACE = re.compile(r"%\(\w+\)[sd]")
SHORTEST = 14  # letters; shorter texts stand inside words of other languages


@cache
def english() -> list[str]:
    """Parts of English texts that no other language may show."""
    texts = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue("lt") if message.id]
    parts = {part.strip(" .,:;()–") for text in texts for part in PLACE.split(text)}
    return sorted(part for part in parts if len(part) >= SHORTEST and " " in part)
