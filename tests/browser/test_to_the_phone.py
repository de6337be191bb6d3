"""From a terminal to a telephone and to paper, in two browsers, with script and without (KIOSK.md §5)."""

import io
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import walks
from tests.browser.conftest import PHONE, assert_accessible
from tests.browser.enrolled import start
from tests.browser.printing import AGENT, print_for
from tests.browser.site import Site
from tests.paper import read

SCREEN = {"width": 1080, "height": 1920}


@pytest.fixture
def terminal(chromium: Browser, site: Site, secret: str, script: bool) -> Iterator[BrowserContext]:
    """The browser of a terminal."""
    screen = chromium.new_context(base_url=site.url, viewport=SCREEN, has_touch=True, java_script_enabled=script)
    screen.set_default_timeout(15_000)
    print_for(screen, site, secret, papers)
    yield screen
    screen.close()


papers: list[bytes] = []


def begun(terminal: BrowserContext, site: Site, secret: str) -> Page:
    page = terminal.new_page()
    page.goto(start(site, secret))
    page.get_by_role("button", name="Deklaruoti pagal").click()
    return page


def at_iki(page: Page, code: str, script: bool) -> None:
    walks.see(page, "Kas jums siunčia sąskaitą?", script)
    page.get_by_role("link", name="Elektra").click()
    page.get_by_role("button", name=walks.IGNITIS).click()
    walks.see(page, "sąskaitoje", script)
    page.locator("#payer_code").fill(code)
    page.get_by_role("button", name="Tęsti", exact=True).click()
    page.get_by_role("button", name="Pridėti paslaugą").click()
    page.get_by_role("link", name="Deklaruoti rodmenis dabar").click()
    page.locator("#iki_t1").fill("12401")
    page.locator("#iki_t2").fill("4400")


def test_the_visit_goes_on_on_the_phone_and_pays_there(
    terminal: BrowserContext, context: BrowserContext, site: Site, secret: str, script: bool
) -> None:
    code = walks.household(site, "70000301" if script else "70000302")
    screen, phone = begun(terminal, site, secret), context.new_page()
    at_iki(screen, code, script)
    screen.get_by_role("button", name="Deklaruoti ir apmokėti").click()
    walks.see(screen, "Patikrinkite rodmenis", script)
    screen.get_by_role("button", name="Apmokėti telefone 29,77 €").click()
    walks.see(screen, "Tęsti telefone", script)
    seen = Image.open(io.BytesIO(screen.locator(".qr figure").screenshot()))
    (link,) = [found.text for found in zxingcpp.read_barcodes(seen)]
    assert link == f"{site.url}/k/{screen.locator('.compare').inner_text()}"

    phone.goto(link)
    walks.see(phone, "Tęsti čia", script)
    phone.locator("#digits").fill("999")
    phone.get_by_role("button", name="Tęsti čia").click()
    expect(phone.locator(".problems")).to_be_visible()
    assert_accessible(phone, script)
    phone.locator("#digits").fill(code[-3:])
    phone.get_by_role("button", name="Tęsti čia").click()
    walks.see(phone, "Patikrinkite rodmenis", script)

    screen.wait_for_url(f"{AGENT}/done", timeout=20_000)
    screen.goto("/services")
    assert code[-4:] not in screen.content()

    phone.get_by_label("SEB").check()
    phone.get_by_role("button", name="Deklaruoti ir apmokėti 29,77 €").click()
    phone.get_by_role("button", name="Eiti į").click()
    walks.pay_at_the_bank(phone)
    expect(phone.locator("h1")).to_have_text("Apmokėta")


def test_a_receipt_is_printed_and_checked_by_anybody(
    terminal: BrowserContext, context: BrowserContext, site: Site, secret: str, script: bool
) -> None:
    code = walks.household(site, "70000303" if script else "70000304")
    screen, phone = begun(terminal, site, secret), context.new_page()
    at_iki(screen, code, script)
    screen.get_by_role("button", name="Tik deklaruoti").click()
    screen.get_by_role("button", name="Deklaruoti", exact=True).click()
    walks.see(screen, "Rodmenys deklaruoti", script)
    screen.get_by_role("button", name="Spausdinti kvitą").click()
    expect(screen.get_by_role("status").filter(has_text="Atsispausdinta")).to_be_visible()
    assert_accessible(screen, script)

    (link,) = read(papers[-1], {}).qr
    phone.goto(link)
    walks.see(phone, "Kvitas tikras", script)
    assert code not in phone.content()
    phone.goto("/check")
    walks.see(phone, "Kvito patikra", script)
    phone.locator("#code").fill(link.rpartition("/")[2])
    phone.get_by_role("button", name="Patikrinti").click()
    walks.see(phone, "Kvitas tikras", script)


def test_a_receipt_goes_to_the_phone_by_a_code_that_is_typed(
    terminal: BrowserContext, context: BrowserContext, site: Site, secret: str, script: bool
) -> None:
    code = walks.household(site, "70000305" if script else "70000306")
    screen, phone = begun(terminal, site, secret), context.new_page()
    at_iki(screen, code, script)
    screen.get_by_role("button", name="Tik deklaruoti").click()
    screen.get_by_role("button", name="Deklaruoti", exact=True).click()
    screen.get_by_role("button", name="Persiųsti į telefoną").click()
    letters = screen.locator(".compare").inner_text()

    assert PHONE["width"] < SCREEN["width"]
    phone.goto("/k")
    walks.see(phone, "Tęskite, ką pradėjote terminale", script)
    phone.locator("#code").fill(letters.lower().replace("-", " "))
    phone.get_by_role("button", name="Tęsti").click()
    phone.locator("#digits").fill(code[-3:])
    phone.get_by_role("button", name="Tęsti čia").click()
    walks.see(phone, "Rodmenys deklaruoti", script)
    screen.wait_for_url(f"{AGENT}/done", timeout=20_000)
