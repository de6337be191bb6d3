"""The main job by touch alone, from a visit's first page to its end; and how pages fit in every size and language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from settings import LANGUAGES
from tests.browser import walks
from tests.browser.conftest import assert_accessible
from tests.browser.kiosk.looks import assert_fits
from tests.browser.kiosk.touching import BROAD, TALL, Open, await_end, press, to_code, to_values
from tests.browser.site import Site

WALKS = {
    "tall": (TALL, {}),
    "broad, A++, contrast, Ukrainian": (BROAD, {"text": "3", "theme": "contrast", "language": "uk"}),
    "tall, A+, calm, Polish": (TALL, {"text": "2", "calm": "on", "language": "pl"}),
}
OTHERS = ("/sign-in/smart-id", "/sign-in/mobile-id", "/help", "/help?topic=payments", "/help/call-back", "/help/report",
          "/help/nothing", "/kiosk/still-there")  # fmt: skip


def see(page: Page, selector: str, is_first: bool) -> None:
    """The page with this on it fits; once in the ring every page is looked at by axe too."""
    expect(page.locator(selector).first).to_be_visible()
    assert_fits(page)
    if is_first:
        assert_accessible(page)


@pytest.mark.parametrize("name", WALKS)
def test_readings_are_declared_by_touch_alone(visit: Open, codes: Iterator[str], name: str) -> None:
    size, cookies = WALKS[name]
    code = next(codes)
    page, first = visit(size, **cookies), name != "tall, A+, calm, Polish"
    see(page, "form.first", first)
    page.locator("form.first button").tap()
    see(page, ".kinds", first)
    page.locator('.kinds a[href$="kind=electricity"]').tap()
    see(page, "#provider", first)
    page.locator(f'button:has-text("{walks.IGNITIS}")').tap()
    see(page, "#payer_code", first)
    press(page, code)
    page.locator(".keyed [type=submit]").first.tap()
    see(page, ".summary", first)
    page.locator("main [type=submit]").first.tap()
    see(page, ".panel.ok", first)
    page.locator(".panel.ok ~ p a.button").first.tap()
    see(page, "#iki_t1", first)
    declare(page, first)
    await_end(page, page.locator(".end").tap)


def declare(page: Page, first: bool) -> None:
    press(page, "12401")
    page.locator('[data-key="next"]').tap()
    expect(page.locator("#iki_t2")).to_be_focused()
    press(page, "4400")
    expect(page.locator("#total")).to_have_text("29,77 €")
    page.locator('[data-key="next"]').tap()
    expect(page.locator("#choice")).to_be_focused()
    page.locator('[name=choice][value="declare_and_pay"]').tap()
    see(page, ".total", first)
    page.locator('[name=method][value="later"]').tap()
    see(page, ".receipt", first)
    expect(page.locator(".receipt")).to_contain_text("12 401")


def test_other_pages_are_accessible_and_fit(visit: Open) -> None:
    page = visit(TALL)
    for path in OTHERS:
        page.goto(path)
        see(page, "h1", True)
    page.goto("/sign-in/smart-id")
    page.locator("main [type=submit]").first.tap()
    see(page, "#waiting", True)
    page.goto("/kiosk")
    to_code(page)
    press(page, "1")
    page.locator(".keyed [type=submit]").first.tap()
    see(page, ".problems", True)
    page.goto("/services/add/provider?look=1")
    see(page, ".letters", True)
    for path in ("/services", "/pay/basket"):
        page.goto(path)
        see(page, "h1", True)


@pytest.mark.parametrize("size", [TALL, BROAD], ids=["tall", "broad"])
def test_no_size_and_no_language_is_too_wide(
    visit: Open, site: Site, codes: Iterator[str], size: tuple[int, int]
) -> None:
    page = visit(size)
    to_values(page, next(codes))
    everywhere = ("/kiosk", page.url)
    for text in ("1", "2", "3"):
        for language in LANGUAGES:
            choose(page, site, text=text, language=language)
            for path in everywhere:
                page.goto(path)
                assert_fits(page)
        for path in ("/sign-in/mobile-id", "/help/report", "/services/add/provider", "/services"):  # in Ukrainian
            page.goto(path)
            assert_fits(page)


def choose(page: Page, site: Site, **cookies: str) -> None:
    page.context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
