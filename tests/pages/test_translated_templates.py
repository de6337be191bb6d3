"""Texts are folded into compiled templates, once a language: pages say and escape the same as before."""

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string

from rendering import equip, language
from translating import TranslatedPages


@pytest.fixture(autouse=True)
def _lithuanian_again() -> Iterator[None]:
    before = language.set("lt")
    yield
    language.reset(before)


@pytest.fixture
def environment() -> TranslatedPages:
    made = TranslatedPages(Flask(__name__), autoescape=True)
    equip(made)
    return made


def test_each_language_has_its_own_text(app: Flask) -> None:
    said = []
    for code in ("lt", "en", "lt"):
        language.set(code)
        with app.test_request_context(base_url="http://127.0.0.1:8000"):
            said.append(render_template_string("{{ _('Continue') }}"))
    assert said == ["Tęsti", "Continue", "Tęsti"]


def test_values_are_filled_in_and_escaped(environment: TranslatedPages) -> None:
    language.set("en")
    page = environment.from_string("{{ _('receipt %(number)s & more', number=number) }}")
    assert page.render(number="<1>") == "receipt &lt;1&gt; & more"


def test_a_text_known_only_at_the_page_is_translated_there(environment: TranslatedPages) -> None:
    language.set("lt")
    assert environment.from_string("{{ _(text) }}").render(text="Continue") == "Tęsti"
    language.set("en")
    assert environment.from_string("{{ _(text) }}").render(text="Continue") == "Continue"
