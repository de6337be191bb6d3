"""The pages that the page tests kept (tests/collecting.py), opened in Chromium as if a site gave them.

Scripts do not run and nothing further is asked for: what is looked at is the page as it came.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser.conftest import QUIET
from tests.collecting import PAGES

ROOT = Path(__file__).parents[1]
REFRESH = re.compile('<meta http-equiv="refresh"[^>]*>')
LINK, STYLE = re.compile('<link rel="stylesheet"[^>]*>'), f"<style>{(ROOT / 'static' / 'app.css').read_text()}</style>"
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
USUAL = re.compile(r'<html lang="lt">.*<script', re.DOTALL)
NOT_SAID = re.compile(r"<[^>]*>|[\d\W_]+")
ORIGIN = "http://savitarna.test"
MISSING = "There are no pages to look at. The page tests leave them: pytest -n 2 --dist loadgroup tests/pages"


def names(folder: str) -> list[str]:
    """The kept pages of a language, or of low-data mode (`lean`)."""
    found = sorted(path.name for path in (PAGES / folder).glob("*.html"))
    return found or sys.exit(MISSING)


def one_a_heading() -> list[str]:
    """Of the pages that say the same in their heading, the one with the most to see, in the usual look."""
    found: dict[str, Path] = {}
    for name in names("lt"):
        page = PAGES / "lt" / name
        text = page.read_text()
        heading = HEADING.search(text)
        said = NOT_SAID.sub(" ", heading[1] if heading else "").strip()
        if USUAL.search(text) and (said not in found or len(text) > found[said].stat().st_size):
            found[said] = page
    return sorted(page.name for page in found.values())


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, width: int, **look: object) -> Iterator[Page]:
    """A tab in which `show` opens kept pages."""
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 740}, **look)  # type: ignore[arg-type]
    context.route("**/*", _answer)
    yield context.new_page()
    context.close()


def show(page: Page, folder: str, name: str, chosen: dict[str, str] | None = None) -> None:
    """Open a kept page, with what a visitor may choose of its look (theme, text)."""
    page.goto(f"{ORIGIN}/{folder}/{name}?{urlencode(chosen or {})}", wait_until="load")


def put_in(page: Page, folder: str, name: str) -> None:
    """The same in the place of what this tab shows: what was loaded into the tab by script (axe) stays there.

    A waiting page of low-data mode may not reload itself under the scan.
    """
    text = REFRESH.sub("", (PAGES / folder / name).read_text())
    page.set_content(LINK.sub(lambda _: STYLE, text), wait_until="load")


def _answer(route: Route) -> None:
    url = urlsplit(route.request.url)
    is_static = url.path.startswith("/static/")
    file = ROOT / "static" / url.path.split("/", 3)[3] if is_static else PAGES / url.path[1:]
    if not route.request.url.startswith(ORIGIN) or file.suffix == ".js" or not file.is_file():
        route.abort()
    elif is_static:
        route.fulfill(path=file)
    else:
        chosen = "".join(f' data-{name}="{value}"' for name, value in parse_qsl(url.query))
        page = file.read_text().replace("<html", f"<html{chosen}", 1).replace(' loading="lazy"', "")
        route.fulfill(body=page, content_type="text/html; charset=utf-8")
