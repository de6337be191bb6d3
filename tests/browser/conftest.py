"""A real browser against the real thing. This whole ring runs in one test process: one site, one Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.enrolled import enrolled
from tests.browser.payer import Payer, payers
from tests.browser.site import Site, running

CI = os.environ.get("CI") == "true"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--autoplay-policy=no-user-gesture-required",  # as terminals have it: pages speak untouched
    "--disable-sync",
]
AXE = Path(__file__).parents[1] / "checkers/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"]
SCAN = """(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations'],
    rules: {'color-contrast-enhanced': {enabled: true}}}).then((all) => all.violations.flatMap((rule) =>
    rule.nodes.map((node) => rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary)))"""
# What axe judges a page by: elements, roles, classes, colours and width. Words and addresses differ.
SHAPE = """() => innerWidth
    + ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((one) => matchMedia(one).matches)
    + [...document.querySelectorAll('*')].map((one) => one.tagName + [...one.attributes].map(({name, value}) =>
        /^(value|content|src|href|action|data-.*)$/.test(name) ? name : name + '=' + value)).join()"""
CLEAN: set[int] = set()
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("browser"))


def program(name: str) -> str:
    """Where a program is; without it the test is skipped here and fails in CI."""
    found = shutil.which(name)
    if not found and not CI:
        pytest.skip(f"{name} is not installed")
    assert found, f"{name} is not installed"
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running site with the demo households; nothing it logs may be a traceback."""
    with running(tmp_path_factory.mktemp("site")) as started:
        yield started
        assert "Traceback" not in started.log(), started.log()


@pytest.fixture(scope="session")
def secret(site: Site) -> str:
    """What the program of a terminal at the running site carries."""
    return enrolled(site)


@pytest.fixture(scope="session")
def everybody(site: Site) -> Iterator[Payer]:
    """As many people of the running site as anybody asks for."""

    def made() -> Iterator[Payer]:
        while True:
            yield from payers(site, 8)

    return made()


@pytest.fixture
def payer(everybody: Iterator[Payer]) -> Payer:
    """Somebody whom no other test has met."""
    return next(everybody)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=program("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def remembering(chromium: Browser) -> Iterator[Browser]:
    """Chromium as people have it, which shows pages on Back out of its memory; automation switches that off."""
    browser = chromium.browser_type.launch(
        executable_path=program("chromium"), args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Each test that asks for `page` walks twice: with script and without."""
    return bool(request.param)


@pytest.fixture
def context(chromium: Browser, site: Site, script: bool) -> Iterator[BrowserContext]:
    """A new browser profile on a small telephone, in Lithuanian."""
    opened = chromium.new_context(base_url=site.url, locale="lt-LT", viewport=PHONE, java_script_enabled=script)
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """A tab. It may not complain (script errors, the policy) nor ask another host for anything."""
    tab = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    tab.on("console", listen)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda sent: None if sent.url.startswith(site.url) else complaints.append(f"asked {sent.url}"))
    yield tab
    assert complaints == []


def assert_accessible(page: Page, script: bool = True) -> None:
    """No violation of WCAG 2.2 AA, nor of AAA contrast, and nothing wider than the telephone. axe needs script.

    Many walks pass the same pages: axe looks at each shape of page once.
    """
    if not script:
        return
    shape = hash(page.evaluate(SHAPE))
    if shape not in CLEAN:
        page.evaluate(f"{AXE.read_text()}; undefined")
        assert page.evaluate(SCAN, TAGS) == [], page.url
        CLEAN.add(shape)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{page.url} is {width}px too wide"
