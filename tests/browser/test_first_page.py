"""The pages that anybody can open, and the style that the first of them brings."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.conftest import assert_accessible
from tests.browser.site import ROOT, Site

COMPARE = Path(__file__).with_name("computed.js").read_text().partition("\n")[2]
SHEET = (ROOT / "static" / "app.css").read_text()
SIZES: list[ViewportSize] = [{"width": 360, "height": 740}, {"width": 1280, "height": 800}]
COLOURS: list[Literal["light", "dark"]] = ["light", "dark"]


@pytest.mark.parametrize("path", ["/nothing-here"])
def test_opens_and_is_accessible(page: Page, script: bool, path: str) -> None:
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert_accessible(page, script)


@pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
@pytest.mark.parametrize("theme", ["auto", "contrast"])
@pytest.mark.parametrize("size", SIZES, ids=["telephone", "wide"])
def test_the_front_page_misses_nothing_of_the_sheet_that_it_brings_in_part(
    page: Page, context: BrowserContext, site: Site, theme: str, size: ViewportSize
) -> None:
    context.add_cookies([{"name": "theme", "value": theme, "url": site.url}])
    page.set_viewport_size(size)
    page.goto("/")
    assert page.locator("style").count() == 2
    for colours in COLOURS:
        page.emulate_media(color_scheme=colours)
        assert page.evaluate(COMPARE, SHEET) == []
