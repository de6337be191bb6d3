"""`line`: how long a resident on a thin line waits for the first page to show, and for the next step of a journey."""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from measure.browsers import chromium, visiting
from measure.figures import Figure
from measure.front import fronted
from measure.spaces import SERVER, joined, space, within
from tests.browser.payer import payers
from tests.browser.site import Site

RUNS = 11
PAINT, STEP = {"gprs": 3.0, "2g": 3.4}, {"gprs": 2.0}  # seconds
PAINTED = """() => new Promise(done => new PerformanceObserver(list => list.getEntries().forEach(paint =>
  paint.name === 'first-contentful-paint' && done(paint.startTime / 1000))).observe({type: 'paint', buffered: true}))"""
# Presses a button; seconds until the next step's heading stands there and has been drawn.
STEPPED = """button => new Promise(done => {
  const began = performance.now(), before = document.querySelector('h1').textContent;
  const watch = new MutationObserver(() => {
    if (document.querySelector('h1')?.textContent === before) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done((performance.now() - began) / 1000)));
  });
  watch.observe(document.querySelector('#main'), {childList: true, subtree: true});
  button.click();
})"""


def first_paint(browser: Browser, site: Site, scheme: str = "http") -> float:
    """Seconds from asking for the first page to the first words of it."""
    with visiting(browser, site) as context:
        page = context.new_page()
        answer = page.goto(f"{scheme}://127.0.0.1/", wait_until="commit")
        if not answer or not answer.ok:  # what says no is short, and painted soon
            raise ValueError("the first page did not come")
        seconds = float(page.evaluate(PAINTED))
        page.wait_for_load_state("networkidle")  # the next one finds an empty line
        return seconds


def steps(browser: Browser, site: Site) -> list[float]:
    """Seconds from pressing "Deklaruoti" in Iki to the next step, by htmx on the connection that brought the page."""
    payer, taken = payers(site, 1)[0], []
    with visiting(browser, site) as context:
        payer.sign_in(context)
        page = context.new_page()
        for _ in range(RUNS):
            page.goto(payer.iki, wait_until="networkidle")
            taken.append(step(page))
    return taken


def step(page: Page) -> float:
    for number, box in enumerate(page.locator("input.digits").all()):
        box.fill(str(13_000 + number))
    page.wait_for_load_state("networkidle")
    return float(page.locator("main form button[type=submit]").first.evaluate(STEPPED))


def told(name: str, taken: list[float], most: float | None) -> Figure:
    """The median is held to the limit, for a lost packet makes one time of many; the worst is told."""
    detail = f"worst {max(taken):.2f}, best {min(taken):.2f} of {len(taken)}"
    return Figure(name, statistics.median(taken), "s", most=most, detail=detail)


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="savitarna-line-") as folder, ExitStack() as stack:
        client, server = (stack.enter_context(space(name)) for name in ("client", "server"))
        with within(server):
            site = stack.enter_context(fronted(Path(folder)))
        with within(client):
            browser = stack.enter_context(chromium(f"--host-resolver-rules=MAP 127.0.0.1 {SERVER}"))
        for profile in PAINT:
            with joined(client, server, profile):
                paints = [first_paint(browser, site) for _ in range(RUNS)]
                yield told(f"first paint of /, {profile}", paints, PAINT.get(profile))
                yield told(f"a step of Iki, {profile}", steps(browser, site), STEP.get(profile))
