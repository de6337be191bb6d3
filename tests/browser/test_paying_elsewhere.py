"""Paying by Paysera, by Montonio and by an ordinary transfer, in a real browser, with script and without."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.banking import Movement, statement
from tests.browser.conftest import assert_accessible
from tests.browser.payer import Payer
from tests.browser.site import Site
from tests.browser.test_paying import heading, press

pytestmark = pytest.mark.usefixtures("_signed_in")


@pytest.fixture
def _signed_in(context: BrowserContext, payer: Payer) -> None:
    payer.sign_in(context)


def choose(page: Page, method: str) -> None:
    page.goto("/pay/basket")
    page.get_by_role("button", name="Tęsti").click()
    page.get_by_label(method).check()
    page.get_by_role("button", name="Apmokėti 26,35").click()


def test_a_payment_at_paysera_comes_back_paid(page: Page, script: bool) -> None:
    choose(page, "Paysera")
    heading(page, "Į banką")
    assert_accessible(page, script)
    page.get_by_role("button", name="Eiti į").click()
    heading(page, "Patvirtinkite mokėjimą")
    press(page, "pay")
    heading(page, "Apmokėta")


def test_a_payment_at_montonio_comes_back_paid(page: Page, script: bool) -> None:
    """The worker makes the order meanwhile: with script the page goes on by itself, without it a reload does."""
    choose(page, "Montonio")
    expect(page.get_by_role("button", name="Eiti į")).to_be_visible(timeout=20_000)
    assert_accessible(page, script)
    page.get_by_role("button", name="Eiti į").click()
    press(page, "pay")
    heading(page, "Apmokėta")


@pytest.mark.parametrize("method", ["Paysera", "Montonio"])
def test_who_closes_the_window_after_paying_finds_it_paid(page: Page, method: str) -> None:
    choose(page, method)
    page.get_by_role("button", name="Eiti į").click(timeout=20_000)
    press(page, "leave")
    page.goto("/pay/history")
    page.locator("main li a").first.click()
    expect(page.locator("h1")).to_have_text("Apmokėta", timeout=20_000)


def test_a_transfer_is_paid_by_the_banks_statement(page: Page, site: Site, script: bool) -> None:
    choose(page, "Banko pavedimu")
    heading(page, "Banko pavedimas")
    assert_accessible(page, script)
    told = page.get_by_role("main").inner_text()
    found = re.search(r"RF\d\d[0-9A-Z ]{20,30}", told.replace("\u00a0", " "))
    assert found
    code = "".join(found[0].split())[:24]
    file = site.folder / f"statement-{script:d}.xml"
    booked = dict(line.split(",") for line in site.flask("ledger", "balances").splitlines())
    before = int(booked.get("bank:LT121000011101001000", "0"))
    file.write_bytes(statement(Movement(2635, code, code[:20]), opening=before, number=f"S-{script:d}"))
    assert "1 matched" in site.flask("import", "statement", str(file))
    page.goto("/pay/history")
    page.locator("main li a").first.click()
    heading(page, "Apmokėta")
    assert site.flask("ledger", "verify").strip() == "the ledger is right"
