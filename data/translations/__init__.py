"""The texts of the site in each language: English is the key, another language is a folder of .po files by topic."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent


def catalogue(language: str) -> Catalog:
    """All messages of a language in one catalogue. The same message in two files must have one translation."""
    whole = Catalog(locale=language)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id:
                    continue
                known = whole.get(message.id)
                if known and known.string != message.string:
                    raise ValueError(f"{path}: two translations of {message.id!r}")
                whole[message.id] = message
    return whole


@cache
def translations(language: str) -> NullTranslations:
    """What gettext needs for this language; read from the .po files at the first use, nothing to compile."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
