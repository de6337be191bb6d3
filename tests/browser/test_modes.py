"""The looks that a visitor can choose: accessible, and nothing wider than 320 pixels, also with the largest letters."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import walks
from tests.browser.conftest import assert_accessible
from tests.browser.site import Site

NARROW = {"width": 320, "height": 640}
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"cookies": {"theme": "dark"}},
    "dark by the system, A++": {"cookies": {"text": "3"}, "color_scheme": "dark"},
    "contrast": {"cookies": {"theme": "contrast"}},
    "contrast, A++": {"cookies": {"theme": "contrast", "text": "3"}},
    "forced colours, A+": {"cookies": {"text": "2"}, "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def guest(chromium: Browser, site: Site) -> Iterator[tuple[str, Any]]:
    """The address of an Iki page, and the cookies of the guest whose it is."""
    code = walks.household(site, "70000021")
    context = chromium.new_context(base_url=site.url, locale="lt-LT", viewport=NARROW)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Deklaruoti pagal").click()
    walks.add_provider(page, False, code)
    page.get_by_role("link", name="Deklaruoti rodmenis dabar").click()
    expect(page.locator("#iki_t1")).to_be_visible()
    yield page.url, context.storage_state()
    context.close()


def opened(chromium: Browser, site: Site, state: Any, cookies: dict[str, str], **look: Any) -> BrowserContext:
    context = chromium.new_context(base_url=site.url, locale="lt-LT", viewport=NARROW, storage_state=state, **look)
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
    return context


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_is_accessible_and_narrow(chromium: Browser, site: Site, guest: tuple[str, Any], look: str) -> None:
    iki, state = guest
    context = opened(chromium, site, state, **LOOKS[look])
    page = context.new_page()
    for path in ("/", iki):
        page.goto(path)
        assert_accessible(page)
    page.get_by_role("button", name="Tik deklaruoti").click()
    expect(page.get_by_role("alert").filter(has_text="Yra klaid")).to_be_focused()
    assert_accessible(page)
    context.close()


@pytest.mark.parametrize("text", ["1", "2", "3"])
def test_the_box_of_iki_shows_every_digit_that_the_meter_has(
    chromium: Browser, site: Site, guest: tuple[str, Any], text: str
) -> None:
    iki, state = guest
    context = opened(chromium, site, state, {"text": text})
    page = context.new_page()
    page.goto(iki)
    box = page.locator("#iki_t1")
    box.fill("12401")
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert box.evaluate("one => getComputedStyle(one).boxSizing") == "content-box"  # its width is that of the cells
    context.close()


def test_the_look_is_chosen_at_the_foot_of_the_page(page: Page, script: bool) -> None:
    page.goto("/help")
    page.get_by_role("link", name="Rodymas").click()
    page.get_by_role("link", name="Kontrastas").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    page.get_by_role("link", name="A++").click()
    assert re.search(r"/help(\?again=[0-9a-f]+)?$", page.url)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "24px"


def test_paper_is_white_in_every_look(chromium: Browser, site: Site) -> None:
    for cookies in ({"theme": "contrast"}, {"theme": "dark"}):
        context = opened(chromium, site, None, cookies)
        page = context.new_page()
        page.goto("/")
        page.emulate_media(media="print")
        seen = "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor].join(' ')"
        assert page.locator(".figures b").last.evaluate(seen) == "rgb(20, 24, 31) rgba(0, 0, 0, 0)"
        assert page.locator(".sample").evaluate(seen).endswith("rgb(255, 255, 255)")
        expect(page.locator("footer")).to_be_hidden()
        context.close()


def test_readings_are_declared_by_keyboard_alone(chromium: Browser, site: Site, guest: tuple[str, Any]) -> None:
    iki, state = guest
    context = opened(chromium, site, state, {"theme": "contrast"})
    page = context.new_page()
    page.goto(iki)
    _tab_to(page, "#iki_t1")
    page.keyboard.type("12401")
    _tab_to(page, "#iki_t2")
    page.keyboard.type("4400")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Patikrinkite rodmenis")
    _tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Rodmenys deklaruoti")
    context.close()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and see that it shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", selector
