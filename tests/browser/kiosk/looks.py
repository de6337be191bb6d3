"""What every page of a terminal owes to fingers, in whatever size and language."""

from typing import Any

from playwright.sync_api import Page

TOUCHED = """() => [...document.querySelectorAll('a[href],button,input,textarea')].map((one) => {
    const place = (one.type === 'radio' || one.type === 'checkbox' ? one.parentElement : one).getBoundingClientRect();
    const name = (one.textContent || one.name || '').trim().slice(0, 30);
    return [name, Math.round(place.width), Math.round(place.height), place.left];
}).filter(([, width, height, left]) => width > 1 && height > 1 && left >= 0)"""
KEYS = """() => [...document.querySelectorAll('[data-key]')].map((one) => one.getBoundingClientRect())
    .filter((place) => place.width).map((place) => [place.left, place.top, place.right, place.bottom])"""
OVER = """() => [document.documentElement, document.body, document.getElementById('main')]
    .map((one) => one.scrollWidth - one.clientWidth)"""
SEEN = """() => [...document.querySelectorAll('.end, .back a, footer a')].map((one) => one.getBoundingClientRect())
    .every((place) => place.top >= 0 && place.left >= 0 && place.bottom <= innerHeight && place.right <= innerWidth)"""


def assert_fits(page: Page) -> None:
    """Targets of 48 pixels and more, keys of 16 mm and 8 pixels apart, nothing sideways, End and Back on the screen."""
    page.wait_for_load_state("load")  # a sheet may still be on its way
    where = page.url, page.locator("html").get_attribute("data-text"), page.locator("html").get_attribute("lang")
    small = [one for one in page.evaluate(TOUCHED) if one[1] < 48 or one[2] < 48]
    assert small == [], where
    keys = page.evaluate(KEYS)
    assert all(right - left >= 65 and bottom - top >= 65 for left, top, right, bottom in keys), where
    assert not any(near(one, other) for one in keys for other in keys if one is not other), where
    assert max(page.evaluate(OVER)) <= 0, where
    assert page.evaluate(SEEN), where


def near(one: Any, other: Any) -> bool:
    """Less than 8 pixels between two keys."""
    return bool(
        one[0] < other[2] + 7.9 and other[0] < one[2] + 7.9 and one[1] < other[3] + 7.9 and other[1] < one[3] + 7.9
    )
