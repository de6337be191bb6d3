"""What is typed stays: through a reload, another language, another page and a sign-in that ends meanwhile."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import people
from tests.browser.iki import heading, press, see_iki, type_iki
from tests.browser.payer import Payer

WITH_SCRIPT = pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
pytestmark = pytest.mark.usefixtures("_signed_in")


@pytest.fixture
def _signed_in(context: BrowserContext, payer: Payer) -> None:
    payer.sign_in(context)


def come_back(page: Page, payer: Payer) -> None:
    """Sign in, and the row stands as it was left."""
    page.locator("#email").fill(payer.email)
    page.locator("#password").fill(people.PASSWORD)
    press(page, "Prisijunkite")
    see_iki(page)


def remembered(page: Page) -> int:
    """How much this tab remembers by itself."""
    return int(page.evaluate("sessionStorage.length"))


def test_what_was_sent_after_the_sign_in_had_ended_is_there_after_the_next(page: Page, payer: Payer) -> None:
    type_iki(page, payer)
    payer.end_session()
    press(page, "Tik deklaruoti")
    heading(page, "Prisijunkite")
    expect(page.get_by_text("Prisijunkite iš naujo. Tai, ką išsiuntėte, išsaugota")).to_be_visible()
    come_back(page, payer)
    press(page, "Tik deklaruoti")
    heading(page, "Patikrinkite rodmenis")


def test_what_was_refused_stands_in_another_language_with_its_cure(page: Page, payer: Payer) -> None:
    type_iki(page, payer, "12x")
    press(page, "Tik deklaruoti")
    expect(page).to_have_title("Klaida: Deklaruokite rodmenis – Savitarna")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_title("Error: Declare the readings – Savitarna")
    see_iki(page, "Declare the readings", "12x")


@WITH_SCRIPT
def test_what_was_typed_and_not_sent_stays_until_one_signs_out(page: Page, payer: Payer) -> None:
    type_iki(page, payer)
    page.reload()
    see_iki(page)
    expect(page.locator("#total")).to_have_text("29,77 €")
    page.get_by_role("link", name="Ankstesni rodmenys").click()
    page.get_by_role("link", name="Pranešti klaidą").first.click()
    page.goto(payer.iki)
    see_iki(page)
    page.get_by_role("link", name="English").click()
    see_iki(page, "Declare the readings")
    page.get_by_role("link", name="Lietuvių").click()
    payer.end_session()
    page.reload()
    heading(page, "Prisijunkite")
    come_back(page, payer)
    page.get_by_role("button", name="Atsijungti").click()
    heading(page, "Deklaruokite")
    assert remembered(page) == 0


@WITH_SCRIPT
def test_what_was_sent_is_no_longer_remembered_by_the_tab(page: Page, payer: Payer) -> None:
    type_iki(page, payer)
    expect(page.locator("#total")).to_have_text("29,77 €")
    assert remembered(page) == 2
    press(page, "Tik deklaruoti")
    heading(page, "Patikrinkite rodmenis")
    assert remembered(page) == 0


@WITH_SCRIPT
def test_what_the_server_tells_anew_is_not_covered_by_what_was_typed_before(page: Page, payer: Payer) -> None:
    type_iki(page, payer)
    other = page.context.new_page()
    type_iki(other, payer, "12500")
    press(other, "Tik deklaruoti")
    heading(other, "Patikrinkite rodmenis")
    page.reload()
    see_iki(page, day="12500")
