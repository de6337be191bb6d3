"""Paying in a real browser, at the bank stand-in, with script and without."""

from html import escape

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import assert_accessible
from tests.browser.payer import Payer
from tests.browser.site import Site

WITH_SCRIPT = pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
pytestmark = pytest.mark.usefixtures("_signed_in")


@pytest.fixture
def _signed_in(context: BrowserContext, payer: Payer) -> None:
    """Somebody with a bill of 17,45 € and a declared sum of 8,90 € is signed in."""
    payer.sign_in(context)


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


def to_the_bank(page: Page, bank: str, script: bool = False) -> None:
    page.goto("/pay/basket")
    assert_accessible(page, script)
    page.get_by_role("button", name="Tęsti").click()
    heading(page, "Pasirinkite mokėjimo būdą")
    assert_accessible(page, script)
    page.get_by_label(bank).check()
    page.get_by_role("button", name="Apmokėti 26,35").click()
    heading(page, "Į banką")
    assert_accessible(page, script)
    page.get_by_role("button", name="Eiti į").click()
    heading(page, f"{bank}: patvirtinkite mokėjimą")


def press(page: Page, act: str) -> None:
    page.locator(f"button[value={act}]").click()


def test_a_bill_and_a_declared_sum_are_paid_and_the_receipt_is_in_hand(page: Page, script: bool) -> None:
    to_the_bank(page, "SEB", script)
    press(page, "pay")
    page.get_by_role("button", name="Grįžti pas pardavėją").click()
    heading(page, "Apmokėta")
    assert_accessible(page, script)
    page.get_by_role("link", name="Atverti kvitą").click()
    expect(page.get_by_text("2 480 – 2 490 m³")).to_be_visible()
    assert_accessible(page, script)


def test_a_refused_payment_can_be_paid_at_another_bank(page: Page) -> None:
    to_the_bank(page, "Luminor")
    press(page, "refuse")
    heading(page, "Nepavyko apmokėti")
    expect(page.get_by_text("Deklaruoti rodmenys išsaugoti.")).to_be_visible()
    page.get_by_role("button", name="Mokėti iš naujo").click()
    heading(page, "Pasirinkite mokėjimo būdą")
    page.get_by_label("Artea").check()
    page.get_by_role("button", name="Apmokėti 26,35").click()
    page.get_by_role("button", name="Eiti į").click()
    press(page, "pay")
    heading(page, "Apmokėta")


def test_who_closes_the_bank_is_told_that_it_was_paid(page: Page) -> None:
    """Without script the page asks again by itself; with script a piece of it does."""
    to_the_bank(page, "Swedbank")
    press(page, "server")
    page.goto("/pay/history")
    page.locator("main li a").click()
    heading(page, "Apmokėta")


@WITH_SCRIPT
def test_a_waiting_page_turns_into_the_paid_one_by_itself(page: Page) -> None:
    to_the_bank(page, "Luminor")
    press(page, "delay")
    heading(page, "Mokėjimas vykdomas")
    assert_accessible(page)
    expect(page.locator("h1")).to_have_text("Apmokėta", timeout=30_000)


def test_back_from_the_bank_leads_to_our_page_and_its_button_works_again(page: Page) -> None:
    to_the_bank(page, "SEB")
    page.go_back()
    heading(page, "Į banką")
    page.get_by_role("button", name="Eiti į").click()
    press(page, "pay")
    page.get_by_role("button", name="Grįžti pas pardavėją").click()
    heading(page, "Apmokėta")
    page.go_back()
    page.go_back()
    page.go_back()
    heading(page, "Apmokėta")


def test_an_answer_from_a_foreign_site_finds_its_payer(context: BrowserContext, site: Site) -> None:
    """The post of a real bank comes from another site and brings no cookie; the page after it is a GET, which does."""
    page = context.new_page()
    to_the_bank(page, "SEB")
    press(page, "pay")
    expect(page.get_by_role("button", name="Grįžti pas pardavėją")).to_be_visible()
    fields = page.locator("form input").evaluate_all("all => all.map(one => [one.name, one.value])")
    inputs = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields)
    form = f'<form method="post" action="{site.url}/pay/banklink/seb">{inputs}<button>Atgal</button></form>'
    context.route("http://bank.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://bank.example/")
    page.get_by_role("button", name="Atgal").click()
    heading(page, "Apmokėta")
