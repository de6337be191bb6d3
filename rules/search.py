"""Finding words as people type them: without diacritics, in any case, in another grammatical form."""

import unicodedata
from collections.abc import Iterable

LONGEST_QUERY = 100


def folded(text: str) -> str:
    """The text in small letters without diacritics: "Šiaulių" → "siauliu"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


SMALL_WORDS = frozenset(map(folded, (
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "how", "i", "if", "in", "is", "it",
    "my", "of", "on", "or", "the", "to", "what", "when", "where", "who", "why",
    "ar", "apie", "bei", "bet", "ir", "jei", "kad", "kaip", "kam", "kas", "ko", "kodel", "kur", "ne", "o", "po",
    "su", "tai", "uz", "yra",
    "а", "в", "вы", "где", "до", "если", "за", "и", "или", "как", "когда", "ли", "мне", "мой", "моя", "на", "не", "но",
    "о", "от", "по", "почему", "с", "у", "что", "это", "я",
    "czy", "dla", "do", "gdzie", "i", "jak", "jest", "kiedy", "mi", "moj", "moja", "na", "nie", "od", "po", "sie", "w",
    "z", "za",
    "або", "від", "де", "для", "до", "з", "й", "коли", "мені", "мій", "моя", "ні", "про", "та", "у", "це", "чи", "чому",
    "що", "як", "якщо",
)))  # fmt: skip


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()


def stems(query: str) -> list[str]:
    """What a text's words must begin with. Endings fall off ("rodmenis", "rodmenys"), small words say nothing."""
    told = [word for word in words(query[:LONGEST_QUERY]) if word not in SMALL_WORDS]
    return [word if len(word) <= 4 or word.isdigit() else word[: max(4, len(word) - 3)] for word in told]


def hits(query: str, text: str) -> int:
    """How many of the query's words the text has; 0 when none."""
    found = set(words(text))
    return sum(any(word.startswith(stem) for word in found) for stem in stems(query))


def has_all(query: str, text: str) -> bool:
    """True when the text has every word of the query, and the query has any."""
    wanted = stems(query)
    return bool(wanted) and hits(query, text) == len(wanted)


def most_alike(query: str, texts: Iterable[str]) -> list[int]:
    """Places of the texts that fit best, best first: those with all words, else those with the most."""
    scores = [(hits(query, text), place) for place, text in enumerate(texts)]
    best = max((score for score, _ in scores), default=0)
    return [place for score, place in scores if best and score == best]
