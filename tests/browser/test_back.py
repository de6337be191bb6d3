"""Back never asks to send again and never shows another person's page, with the browser's own memory switched on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.browser import walks
from tests.browser.conftest import PHONE
from tests.browser.payer import Payer
from tests.browser.site import Site


@pytest.fixture
def page(remembering: Browser, site: Site, script: bool) -> Iterator[Page]:
    """A tab of a browser as people have it."""
    context = remembering.new_context(base_url=site.url, locale="lt-LT", viewport=PHONE, java_script_enabled=script)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, payer: Payer) -> None:
    """By the form, as the landing page is the one that Back would show."""
    page.goto("/sign-in")
    page.locator("#email").fill(payer.email)
    page.locator("#password").fill(people.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Prisijunkite").click()
    expect(page.locator("h1")).to_contain_text("Mano paslaugos")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Atsijungti").click()
    expect(page.get_by_role("main")).to_contain_text("Atsijungėte")


def look_around(page: Page, payer: Payer) -> None:
    """A page with the address of whoever is signed in, and one with their readings."""
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text(payer.email)
    page.goto(payer.iki)
    expect(page.locator("#iki_t1")).to_be_visible()


def test_back_through_a_declaration_shows_its_steps_and_sends_nothing(page: Page, payer: Payer) -> None:
    payer.sign_in(page.context)
    page.goto("/services")
    page.goto(payer.iki)
    page.locator("#iki_t1").fill("12x")
    page.locator("#iki_t2").fill("4400")
    page.get_by_role("button", name="Tik deklaruoti").click()
    expect(page).to_have_title("Klaida: Deklaruokite rodmenis – Savitarna")
    page.locator("#iki_t1").fill("12401")
    page.get_by_role("button", name="Tik deklaruoti").click()
    expect(page.locator("h1")).to_contain_text("Patikrinkite rodmenis")
    page.get_by_role("button", name="Deklaruoti", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Rodmenys deklaruoti")

    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.method) if sent.is_navigation_request() else None)
    seen = []
    while page.url != f"{payer.site.url}/services":
        page.go_back()
        expect(page.locator("#title")).to_be_visible()
        seen.append(page.locator("h1").inner_text())
    assert seen[-1].startswith("Mano paslaugos")
    assert "Deklaruokite rodmenis" in seen
    assert set(asked) <= {"GET"}
    assert payer.kept() == (1, 0)
    page.go_forward()
    expect(page.locator("#iki_t1")).to_have_value("12401")


def test_back_after_signing_out_shows_no_personal_page(page: Page, site: Site, script: bool) -> None:
    email = f"iseinu-{'su' if script else 'be'}@pavyzdys.lt"
    walks.register(page, site, email, script=False)
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text(email)
    page.goto("/services")
    sign_out(page)
    for _ in range(4):
        page.go_back()
        expect(page.get_by_role("button", name="Atsijungti")).to_have_count(0)
        expect(page.locator("body")).not_to_contain_text(email)


def test_back_after_another_has_signed_in_shows_nothing_of_the_first(page: Page, everybody: Iterator[Payer]) -> None:
    first, second = next(everybody), next(everybody)
    sign_in(page, first)
    look_around(page, first)
    sign_out(page)
    sign_in(page, second)
    for _ in range(6):
        page.go_back()
        expect(page.locator("#title")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text(first.email)
        expect(page.locator("#iki_t1")).to_have_count(0)
    for _ in range(6):
        page.go_forward()
        expect(page.locator("body")).not_to_contain_text(first.email)
    expect(page.locator("h1")).to_contain_text("Mano paslaugos")
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text(second.email)
