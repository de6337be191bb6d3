"""What others would guess first: the shipped lists."""

from functools import lru_cache
from pathlib import Path

from rules.passwords import Guesses, bare, unstretched

CATALOGUE = Path(__file__).parent / "catalogue"


@lru_cache(maxsize=1)
def guesses() -> Guesses:
    """Both lists, one word a line, in the forms that rules.passwords compares; read at the first use."""
    common = _listed("common_passwords.txt")
    return Guesses(common | {unstretched(word) for word in common}, _listed("known_words.txt"))


def _listed(name: str) -> frozenset[str]:
    return frozenset(map(bare, (CATALOGUE / name).read_text(encoding="utf-8").split()))
