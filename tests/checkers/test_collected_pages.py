"""One page of each shape that the other tests saw: valid HTML, nothing left in English; of each heading one by axe.

The checkers see Lithuanian pages only: `python -m measure.accessible` looks at all, in every language and look.
"""

import re
from pathlib import Path

import pytest

from measure.accessible import PLAIN, scan
from measure.collected import one_a_heading
from settings import LANGUAGES
from tests.browser.conftest import program
from tests.checkers.checking import html_validate, nu
from tests.collecting import PAGES
from tests.wording import english

NOT_READ = re.compile(r"<(style|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
SHEETS = [Path(__file__).parents[2] / "static" / name for name in ("app.css", "kiosk.css")]


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    found = sorted((PAGES / "lt").glob("*.html"))
    assert found, "the page tests run first and leave their pages in .tools/pages"
    return found


def test_the_nu_checker_finds_no_error(pages: list[Path]) -> None:
    assert nu(pages) == []


def test_html_validate_finds_no_error(pages: list[Path]) -> None:
    assert html_validate(pages) == []


def test_the_style_sheets_are_valid() -> None:
    assert nu(SHEETS, "--css") == []


def test_a_page_of_each_heading_is_accessible() -> None:
    """Also those that no walk of tests/browser comes to; on 320 pixels."""
    program("chromium")
    assert scan("lt", PLAIN[:1], one_a_heading()) == {"light": []}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_page_is_left_in_english(code: str) -> None:
    found = sorted((PAGES / code).glob("*.html"))
    assert found
    words = {page.name: " ".join(NOT_READ.sub(" ", page.read_text()).split()) for page in found}
    assert [(name, text) for name, said in words.items() for text in english() if text in said] == []
