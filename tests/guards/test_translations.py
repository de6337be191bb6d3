"""Every text has its translation in every language, with the same places, in the language that it claims to be."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from jinja2.ext import babel_extract

from data.help import topics
from data.translations import catalogue
from settings import LANGUAGES
from tests.guards.sources import ROOT

KEYWORDS = {"_": None, "N_": None, "gettext": None, "Problem": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)[sd]")
OPTIONS = {"encoding": "utf-8", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
Text = str | tuple[str, ...]
TRANSLATED = [code for code in LANGUAGES if code != "en"]
CYRILLIC = ("ru", "uk")
LETTERS = {"lt": "ąčęėįšųūž", "pl": "ąćęłńóśźż", "ru": "ыэъё", "uk": "іїєґ"}  # some of these stand in any longer text
FOREIGN = {
    "ru": re.compile("[іїєґІЇЄҐ]"),
    "uk": re.compile("[ыэъёЫЭЪЁ]"),
    "lt": re.compile("[а-яА-Я]"),
    "pl": re.compile("[а-яА-Я]"),
}
# Names, and words that are written alike in two languages.
SAME = re.compile(r"[\W\d]*|.*(Smart-ID|Savitarna|T1|T2|IBAN|PDF|PIN|QR|E-mail|E-mail:).*|[A-Z][a-z]+|%\(\w+\)s.*")


@cache
def messages() -> list[tuple[str, Text]]:
    """Each text with the place where it is said. The sandbox speaks for others and is not ours to translate."""
    return list(_read())


def _read() -> Iterator[tuple[str, Text]]:
    for folder in (".", "rules", "gateways", "blueprints", "data", "templates"):
        for path in sorted((ROOT / folder).glob("*" if folder == "." else "**/*")):
            method = {".py": "python", ".html": babel_extract, ".txt": babel_extract}.get(path.suffix)
            if method is None or (folder == "." and path.suffix != ".py"):
                continue
            with path.open("rb") as file:
                for line, text, _comments, _context in extract(method, file, keywords=KEYWORDS, options=OPTIONS):
                    yield f"{path.relative_to(ROOT)}:{line}", text


def is_said(text: Text, translated: Catalog) -> bool:
    found = translated.get(text if isinstance(text, str) else text[0])
    if not found or found.fuzzy:
        return False
    if isinstance(text, str):
        return bool(found.string)
    return len(found.string) == translated.num_plurals and all(found.string)


def strings(message: object) -> list[str]:
    """The one or several forms of a message's id or string."""
    return [message] if isinstance(message, str) else list(message)  # type: ignore[call-overload]


@pytest.fixture(scope="module", params=TRANSLATED)
def translated(request: pytest.FixtureRequest) -> Catalog:
    return catalogue(request.param)


def test_every_text_is_said(translated: Catalog) -> None:
    assert {text: place for place, text in messages() if not is_said(text, translated)} == {}


def test_nothing_is_translated_that_nobody_says(translated: Catalog) -> None:
    said = {text if isinstance(text, str) else text[0] for _place, text in messages()}
    assert [message.id for message in translated if message.id and strings(message.id)[0] not in said] == []


def test_texts_are_found_in_templates_and_in_rules() -> None:
    places = [place for place, _text in messages()]
    assert any(place.startswith("templates/layouts/") for place in places)
    assert any(place.startswith("rules/") for place in places)


def test_a_translation_has_the_places_of_its_text(translated: Catalog) -> None:
    wrong = {}
    for message in translated:
        texts, said = strings(message.id), strings(message.string)
        places = {place for text in texts for place in PLACE.findall(text)}
        for translation in said if message.id else []:
            told = set(PLACE.findall(translation))
            if told - places or (len(texts) == 1 and places - told):
                wrong[texts[0]] = translation
    assert wrong == {}


def test_no_text_is_left_in_another_language(translated: Catalog) -> None:
    """English that nobody translated, and letters that the language does not have."""
    code = str(translated.locale)
    said = [(strings(message.id)[0], one) for message in translated if message.id for one in strings(message.string)]
    left = [text for text, one in said if text == one and not SAME.fullmatch(text)]
    assert left == []
    assert [one for _text, one in said if FOREIGN[code].search(one)] == []
    long = [one for _text, one in said if len(one) > 60]
    own = [one for one in long if re.search(f"[{LETTERS[code]}]", one.lower())]
    assert len(own) > len(long) * 0.7


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_questions_are_the_same_in_every_language(code: str) -> None:
    def shape(language: str) -> list[tuple[object, ...]]:
        return [
            (topic.id, one.id, len(one.steps), len(one.answer), one.link[:1])
            for topic in topics(language)
            for one in topic.questions
        ]

    assert shape(code) == shape("lt")
    if code in CYRILLIC:
        assert all(re.search("[а-яіїєґ]", one.text.lower()) for topic in topics(code) for one in topic.questions)
