"""`weight`: bytes on the wire of declaring and paying as a first visit, and of each step."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from measure.browsers import chromium, visiting
from measure.figures import Figure
from tests.browser import walks
from tests.browser.site import running
from tests.browser.weight import FIRST_PAGE, FRAGMENT, JOURNEY, LIVE, Weight, weigh


def figures() -> Iterator[Figure]:
    with (
        TemporaryDirectory(prefix="savitarna-weight-") as folder,
        running(Path(folder)) as site,
        chromium() as browser,
        visiting(browser, site) as context,
    ):
        page = context.new_page()
        weight = weigh(page, site.url)
        walks.main_job(page, site, "naujas@pavyzdys.lt", "70000001", script=True)
        yield from told(weight)


def told(weight: Weight) -> Iterator[Figure]:
    first = weight.pages[0]
    yield Figure(f"first page, {weight.urls[first]}", weight.sizes[first], "B", most=FIRST_PAGE)
    steps = [key for key in weight.pages if weight.kinds[key] == "Fragment"]
    yield from (Figure(f"step {weight.urls[key]}", weight.sizes[key], "B", most=FRAGMENT) for key in steps)
    size, url = weight.heaviest("Live")
    yield Figure(f"heaviest live piece, {url}", size, "B", most=LIVE)
    detail = f"{len(weight.sizes)} answers, {len(weight.pages)} pages and steps"
    yield Figure("declare and pay, first visit, all of it", weight.total, "B", most=JOURNEY, detail=detail)
