"""Terminals of the tests stand before the running site, each enrolled by staff."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser import walks
from tests.browser.enrolled import start
from tests.browser.kiosk.desk import Desk
from tests.browser.kiosk.terminal import Terminal, memory_folder, running
from tests.browser.kiosk.touching import DONE, TALL, Open
from tests.browser.site import Site

Make = Callable[..., Terminal]


@pytest.fixture(scope="session")
def desk(site: Site) -> Iterator[Desk]:
    opened = Desk(site)
    yield opened
    opened.session.close()


@pytest.fixture
def kiosk(desk: Desk, request: pytest.FixtureRequest) -> str:
    """The path of a new terminal's page for staff."""
    return desk.add(request.node.name)


@pytest.fixture
def terminal(site: Site, desk: Desk, kiosk: str) -> Iterator[Make]:
    """Starts a terminal with settings of its own; its folder goes afterwards."""
    folder = memory_folder("terminal")
    with ExitStack() as stack:

        def start(environment: dict[str, str] | None = None, **more: object) -> Terminal:
            made = Terminal(site.url, folder / "of", more, environment or {})
            assert made.enrol(desk.code(kiosk)).returncode == 0
            return stack.enter_context(running(made))

        yield start
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def codes(site: Site) -> Iterator[str]:
    """Payer codes of homes with a day and a night register, each good for one visit of the tests."""
    made = [f"72{place:03}153" for place in range(30)]
    file = site.folder / "homes-of-terminals.csv"
    head, *lines = walks.HOUSEHOLD.splitlines(keepends=True)
    file.write_text(head + "".join(line.format(code=code) for code in made for line in lines))
    site.flask("import", "accounts", str(file))
    return iter(made)


@pytest.fixture
def visit(chromium: Browser, site: Site, secret: str) -> Iterator[Open]:
    """Begins a visit: `visit(TALL, text="3", language="pl")`. Nothing on its pages may complain or ask another host."""
    complaints: list[str] = []
    opened = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    def begin(size: tuple[int, int] = TALL, **cookies: str) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = chromium.new_context(base_url=site.url, locale="lt-LT", viewport=viewport, has_touch=True)  # type: ignore[arg-type]
        opened.append(context)
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((site.url, DONE)) else complaints.append(one.url))
        page.goto(start(site, secret))
        expect(page.locator("form.first")).to_be_visible()
        return page

    yield begin
    for context in opened:
        context.close()
    assert complaints == []
