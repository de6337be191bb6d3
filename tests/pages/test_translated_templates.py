"""Texts are folded into compiled templates, once a language: pages say and escape the same as before."""

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from jinja2 import DictLoader, Environment, Undefined
from markupsafe import Markup

from rendering import equip, language
from translating import TranslatedPages

JINJA = Environment(autoescape=True)


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


def test_a_text_in_a_text_is_filled_in_too(environment: TranslatedPages) -> None:
    language.set("en")
    page = environment.from_string("<b title=\"{{ _('receipt %(number)s', number=_('until %(day)s', day=day)) }}\">")
    assert page.render(day='"1"') == '<b title="receipt until &#34;1&#34;">'


@pytest.mark.parametrize(
    "value", ["", "Ona", "Ąžuolas & Ko", "<b>", "'", '"', 7, None, True, 1.5, Markup("<i>"), ("<", 1), Undefined()]
)
def test_a_value_is_written_as_jinja_itself_would(environment: TranslatedPages, value: object) -> None:
    source = "{{ value }}|{{ value ~ value }}|{% if value %}{{ value }}{% endif %}"
    assert environment.from_string(source).render(value=value) == JINJA.from_string(source).render(value=value)


def test_blocks_say_the_same_in_one_piece(environment: TranslatedPages) -> None:
    pages = {
        "layout": "<title>{% block title %}-{% endblock %}</title>"
        "{% block main %}{% block lead %}?{% endblock %}{% endblock %}",
        "step": "{% extends 'layout' %}{% block main %}<h1>{{ self.title() }}</h1>{{ super() }}{% endblock %}",
        "page": "{% extends 'step' %}{% set one = '&' %}{% block title %}{{ one }}{% endblock %}"
        "{% block lead %}{% for x in 'ab' %}{{ x }}{{ loop.index }}{% endfor %}{% endblock %}",
    }
    environment.loader = JINJA.loader = DictLoader(pages)
    said = environment.get_template("page").render()
    assert said == JINJA.get_template("page").render() == "<title>&amp;</title><h1>&amp;</h1>a1b2"


def test_a_text_known_only_at_the_page_is_translated_there(environment: TranslatedPages) -> None:
    language.set("lt")
    assert environment.from_string("{{ _(text) }}").render(text="Continue") == "Tęsti"
    language.set("en")
    assert environment.from_string("{{ _(text) }}").render(text="Continue") == "Continue"
