"""A line that dies while somebody pays at a terminal: the answer is found by the payment's key, and paid is once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agent.models import profiles
from tests.browser import walks
from tests.browser.enrolled import enrolled, start
from tests.browser.gate import Gate, opened
from tests.browser.kiosk.terminal import wait_for
from tests.browser.kiosk.touching import TALL, press, to_values
from tests.browser.printing import print_for
from tests.browser.site import Site, running
from tests.paper import Paper, read

MODEL = "epson-tm-t20"
PRINT = 'form[action="/kiosk/print"] button'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A house that lets its terminals open the pages of one bank."""
    with running(tmp_path_factory.mktemp("site"), KIOSK_METHODS="seb") as started:
        yield started
        assert "Traceback" not in started.log(), started.log()


@pytest.fixture
def gate() -> Iterator[Gate]:
    with opened() as gate:
        yield gate


@pytest.fixture
def papers() -> list[bytes]:
    return []


@pytest.fixture
def page(chromium: Browser, site: Site, gate: Gate, papers: list[bytes]) -> Iterator[Page]:
    """A visit behind the gate."""
    secret = enrolled(site)
    viewport = {"width": TALL[0], "height": TALL[1]}
    screen: BrowserContext = chromium.new_context(
        base_url=site.url, locale="lt-LT", viewport=viewport, has_touch=True, proxy={"server": gate.url}
    )
    screen.set_default_timeout(15_000)
    print_for(screen, site, secret, papers, MODEL)
    tab = screen.new_page()
    tab.goto(start(site, secret))
    yield tab
    gate.line.set()
    screen.close()


def to_the_bank(page: Page, code: str) -> tuple[str, str]:
    """Declare and go to the bank's order page. Returns the addresses of the payment's own page and of the order."""
    to_values(page, code)
    press(page, "12401")
    page.locator('[data-key="next"]').tap()
    press(page, "4400")
    page.locator('[name=choice][value="declare_and_pay"]').tap()
    page.locator('[name=method][value="seb"]').tap()
    page.wait_for_url("**/bank")
    payment = page.url.removesuffix("/bank")
    page.locator("main form [type=submit]").tap()
    expect(page.locator("h1")).to_contain_text("patvirtinkite mokėjimą")
    return payment, page.url


def lose(page: Page, gate: Gate) -> None:
    """The bank hears that it is to pay; its answer is lost, and nothing passes after it."""
    gate.trouble = "swallowed"
    at_the_bank = len(gate.passed)
    page.locator("button[value=pay]").click(no_wait_after=True)
    wait_for(lambda: len(gate.passed) > at_the_bank, "the bank was not told")
    gate.line.clear()
    gate.trouble = ""
    page.wait_for_function("location.protocol === 'chrome-error:'")


def take_paper(page: Page, papers: list[bytes]) -> Paper:
    """Print what the page offers; its words may stand on several lines."""
    page.locator(PRINT).tap()
    page.wait_for_url("**?printed=ok")
    paper = read(papers[-1], profiles()[MODEL].pages)
    paper.text = " ".join(paper.text.split())
    return paper


def is_paid(check: Page) -> bool:
    check.reload()
    return "Apmokėta" in check.locator("h1").inner_text()


def test_a_payment_cut_in_the_middle_is_found_by_its_key_and_paid_once(
    page: Page, site: Site, gate: Gate, papers: list[bytes], chromium: Browser
) -> None:
    payment, order = to_the_bank(page, walks.household(site, "70000501"))
    lose(page, gate)
    gate.line.set()
    page.goto(payment)
    expect(page.locator("h1")).to_have_text("Mokėjimas vykdomas")
    expect(page.locator("main")).to_contain_text("Ar apmokėta, dar nežinoma")
    paper = take_paper(page, papers)
    assert "Ar apmokėta, dar nežinoma" in paper.text
    gate.line.clear()  # and once more, while the bank tells by itself
    with chromium.new_context(locale="lt-LT") as home:
        check = home.new_page()
        check.goto(paper.qr[0])
        expect(check.locator("h1")).to_have_text("Ar apmokėta, dar nežinoma")
        check.goto(order)
        check.locator("button[value=server]").click()
        check.goto(paper.qr[0])
        wait_for(lambda: is_paid(check), "the bank has not told")
    gate.line.set()
    expect(page.locator("h1")).to_have_text("Apmokėta", timeout=30_000)
    page.locator(".panel.ok a.button").tap()
    assert "Apmokėta" in take_paper(page, papers).text
    page.goto("/sandbox/bank/")
    expect(page.locator("tbody tr")).to_have_count(1)
