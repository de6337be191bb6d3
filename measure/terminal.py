"""`terminal`: how long somebody at a terminal on a thin line waits for the Iki page, its scripts already there."""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from measure.browsers import chromium
from measure.figures import Figure
from measure.front import fronted
from measure.spaces import SERVER, joined, space, within
from tests.browser import walks
from tests.browser.enrolled import enrolled, start
from tests.browser.kiosk.touching import TALL, to_values
from tests.browser.site import Site
from tests.browser.weight import weigh

RUNS, USABLE, LIGHT = 11, 4.0, 15_000  # seconds and bytes: KIOSK.md §8
# Seconds from asking for the page until its keys and its live sum answer: deferred scripts have run by then.
LOADED = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"


def at_iki(browser: Browser, site: Site, path: str) -> Page:
    """A visit that has come to the Iki page of a guest, by touch."""
    viewport = {"width": TALL[0], "height": TALL[1]}
    context = browser.new_context(base_url=site.url, locale="lt-LT", viewport=viewport, has_touch=True)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(path)
    to_values(page, "70000601")
    return page


def usable(page: Page) -> float:
    page.wait_for_load_state("networkidle")
    page.goto(page.url)
    return float(page.evaluate(LOADED))


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="savitarna-terminal-") as folder, ExitStack() as stack:
        client, server = (stack.enter_context(space(name)) for name in ("client", "server"))
        with within(server):
            site = stack.enter_context(fronted(Path(folder)))
            walks.household(site, "70000601")
            path = start(site, enrolled(site))
        with within(client):
            browser = stack.enter_context(chromium(f"--host-resolver-rules=MAP 127.0.0.1 {SERVER}"))
        with joined(client, server, "kiosk"):
            page = at_iki(browser, site, path)
            weight = weigh(page, site.url)
            taken = [usable(page) for _ in range(RUNS)]
            detail = f"worst {max(taken):.2f}, best {min(taken):.2f} of {len(taken)}"
            yield Figure("Iki page usable, kiosk", statistics.median(taken), "s", most=USABLE, detail=detail)
            yield Figure("Iki page, scripts cached", round(weight.total / RUNS), "B", most=LIGHT)
