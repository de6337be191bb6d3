"""Chromium as the measures use it: Debian's, on a small telephone, in Lithuanian."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.conftest import PHONE, QUIET
from tests.browser.site import Site


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser with these switches beside the tests' own."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed (Debian: apt-get install chromium)"
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=program, args=[*QUIET, *more])
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Somebody who was never here: nothing in the cache, no connection."""
    context = browser.new_context(base_url=site.url, locale="lt-LT", viewport=PHONE, ignore_https_errors=True)
    context.set_default_timeout(60_000)
    yield context
    context.close()
