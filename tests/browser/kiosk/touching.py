"""What a finger does at a terminal, and what its program does afterwards."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import walks

TALL, BROAD = (1080, 1920), (1280, 1024)
DONE = "http://127.0.0.1:8010/"
Open = Callable[..., Page]


def await_end(page: Page, act: Callable[[], object]) -> None:
    """The browser is given back to the terminal's program, and holds nothing any more."""
    page.route(f"{DONE}**", lambda route: route.fulfill(body="the program has its browser back"))
    act()
    page.wait_for_url(f"{DONE}done")
    assert page.context.cookies() == []


def press(page: Page, keys: str) -> None:
    """Touch keys of the page, one after the other."""
    is_calm = page.locator("html[data-calm]").count() > 0
    for before, key in zip(" " + keys, keys, strict=False):
        if is_calm and key == before:
            page.wait_for_timeout(600)
        page.locator(f'[data-key="{key}"]').tap()


def to_code(page: Page) -> None:
    """From the first page to the question for the payer code of Ignitis, by touch."""
    page.locator("form.first button").tap()
    page.locator('.kinds a[href$="kind=electricity"]').tap()
    page.locator(f'button:has-text("{walks.IGNITIS}")').tap()
    expect(page.locator("#payer_code")).to_be_focused()


def to_values(page: Page, code: str) -> None:
    """On to the Iki page of this code."""
    to_code(page)
    press(page, code)
    page.locator(".keyed [type=submit]").first.tap()
    page.locator("main:has(.summary) [type=submit]").first.tap()
    page.locator(".panel.ok ~ p a.button").first.tap()
    expect(page.locator("#iki_t1")).to_be_visible()
