"""Every text has a Lithuanian translation, and the places in it are the same."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from jinja2.ext import babel_extract

from data.translations import catalogue
from tests.guards.sources import ROOT

KEYWORDS = {"_": None, "N_": None, "gettext": None, "Problem": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)[sd]")
Text = str | tuple[str, ...]
FORMS = 3  # one, few, many: 1 skaitiklis, 2 skaitikliai, 10 skaitiklių


def messages() -> Iterator[tuple[str, Text]]:
    """Each text with the place where it is said. The sandbox speaks for others and is not ours to translate."""
    for folder in (".", "rules", "gateways", "blueprints", "data", "templates"):
        for path in sorted((ROOT / folder).glob("*" if folder == "." else "**/*")):
            method = {".py": "python", ".html": babel_extract, ".txt": babel_extract}.get(path.suffix)
            if method is None or (folder == "." and path.suffix != ".py"):
                continue
            with path.open("rb") as file:
                for line, text, _comments, _context in extract(method, file, keywords=KEYWORDS, options=OPTIONS):
                    yield f"{path.relative_to(ROOT)}:{line}", text


OPTIONS = {"encoding": "utf-8", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}


def is_said(text: Text, lithuanian: Catalog) -> bool:
    found = lithuanian.get(text if isinstance(text, str) else text[0])
    if not found or found.fuzzy:
        return False
    if isinstance(text, str):
        return bool(found.string)
    return len(found.string) == FORMS and all(found.string)


@pytest.fixture(scope="module")
def lithuanian() -> Catalog:
    return catalogue("lt")


def test_every_text_is_said_in_lithuanian(lithuanian: Catalog) -> None:
    assert {text: place for place, text in messages() if not is_said(text, lithuanian)} == {}


def test_texts_are_found_in_templates_and_in_rules() -> None:
    places = [place for place, _text in messages()]
    assert any(place.startswith("templates/layouts/") for place in places)
    assert any(place.endswith(".py") or ".py:" in place for place in places)


def test_a_translation_has_the_places_of_its_text(lithuanian: Catalog) -> None:
    wrong = {}
    for message in lithuanian:
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        places = {place for text in texts for place in PLACE.findall(text)}
        for translation in said if message.id else []:
            told = set(PLACE.findall(translation))
            if told - places or (len(texts) == 1 and places - told):
                wrong[texts[0]] = translation
    assert wrong == {}
