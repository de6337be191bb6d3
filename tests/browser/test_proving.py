"""Registering and signing in by Smart-ID, Mobile-ID and the e-government gateway, as residents do it."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import proving
from tests.browser.conftest import assert_accessible
from tests.browser.site import Site
from tests.browser.walks import see

IN = 20_000  # milliseconds for the service, the worker and the page together


def test_smart_id_on_this_phone_brings_the_contracts_in_ones_name(page: Page, script: bool) -> None:
    proving.choose(page, "Smart-ID", "Prisijunkite su Smart-ID", script)
    page.get_by_role("button", name="Tęsti").click()
    opening = page.get_by_role("link", name="Atverti Smart-ID šiame telefone")
    expect(opening).to_be_visible(timeout=IN)
    see(page, "Nuskaitykite kodą telefonu", script)
    opening.click()
    proving.answer(page, "Ona Pavyzdienė" if script else "Kazys Bandomasis")
    proving.come_in(page, script)
    expect(page.get_by_role("main")).to_contain_text("Ignitis")
    expect(page.get_by_role("main")).to_contain_text("vardu")
    proving.sign_out(page)


def test_smart_id_by_qr_and_then_by_a_question_to_the_phone(page: Page, context: BrowserContext, script: bool) -> None:
    who, code = ("Testė Suaugusi, PNOLT", "40404040009") if script else ("Kersti Näidis, PNOEE", "")
    proving.choose(page, "Smart-ID", "Prisijunkite su Smart-ID", script)
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator("#waiting svg")).to_be_visible(timeout=IN)
    proving.answer(proving.pick_up(context), who)
    proving.come_in(page, script)
    proving.sign_out(page)
    if not code:
        return  # an Estonian code is no Lithuanian one: the QR code is their way
    proving.choose(page, "Smart-ID", "Prisijunkite su Smart-ID", script)
    page.locator("#personal_code").fill(code)
    page.get_by_role("button", name="Siųsti užklausą į telefoną").click()
    see(page, "Patvirtinkite telefone", script)
    expect(page.locator(".compare")).to_have_text(re.compile("[0-9]{4}"), timeout=IN)
    proving.answer(proving.pick_up(context), button=page.locator(".compare").inner_text())
    expect(page.locator("h1")).to_contain_text("Mano paslaugos", timeout=IN)
    see(page, "Mano paslaugos", script)


def test_mobile_id_shows_the_code_that_the_phone_shows(page: Page, context: BrowserContext, script: bool) -> None:
    phone_number, code = ("0 600 00 003", "60002290014") if script else ("+37060000004", "50102030017")
    proving.choose(page, "Mobiliuoju parašu", "Prisijunkite mobiliuoju parašu", script)
    page.locator("#phone").fill("12")
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator(".problems")).to_be_visible()
    assert_accessible(page, script)
    page.locator("#phone").fill(phone_number)
    page.locator("#personal_code").fill(code)
    page.get_by_role("button", name="Tęsti").click()
    see(page, "Patvirtinkite telefone", script)
    shown = page.locator(".compare").inner_text()
    phone = proving.pick_up(context, shown)
    expect(phone.locator(".code").first).to_have_text(shown)
    proving.answer(phone)
    proving.come_in(page, script)
    expect(page.get_by_role("main")).to_contain_text("vardu")


def test_refusing_on_the_phone_is_said_with_the_next_step(page: Page, context: BrowserContext, script: bool) -> None:
    proving.choose(page, "Smart-ID", "Prisijunkite su Smart-ID", script)
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator("#waiting svg")).to_be_visible(timeout=IN)
    page.reload()  # nothing is lost
    proving.answer(proving.pick_up(context), "Petras Nebūtasis", "Atsisakyti")
    expect(page.locator("h1")).to_have_text("Prisijungimas atšauktas.", timeout=IN)
    assert_accessible(page, script)
    page.get_by_role("link", name="Bandyti dar kartą").click()
    see(page, "Prisijunkite su Smart-ID", script)


def test_the_e_government_gateway_and_back(page: Page, script: bool) -> None:
    proving.choose(page, "Elektroniniais valdžios vartais", "Prisijunkite per Elektroninius", script)
    page.get_by_role("button", name="Eiti į Elektroninius valdžios vartus").click()
    if not script:
        page.get_by_role("link", name="Eiti į Elektroninius valdžios vartus").click(timeout=IN)
    expect(page.locator("h1")).to_contain_text("bandomieji", timeout=IN)
    page.get_by_label("Per banką" if script else "eIDAS").check()
    page.get_by_label("Rūta Naujokė").check()
    page.get_by_role("button", name="Prisijungti").click()
    page.get_by_role("button", name="Grįžti į savitarną").click()
    expect(page.locator("h1")).to_contain_text("Jungiatės pirmą kartą", timeout=IN)
    proving.come_in(page, script)


def test_every_way_is_there_at_a_kiosk_and_the_qr_code_is_large_enough(chromium: Browser, site: Site) -> None:
    """1080 × 1920: six to ten pixels a module, nothing wider than the screen (smart-id.md §8)."""
    kiosk = chromium.new_context(base_url=site.url, locale="lt-LT", viewport={"width": 1080, "height": 1920})
    page = kiosk.new_page()
    proving.choose(page, "Elektroniniais valdžios vartais", "Prisijunkite per Elektroninius", True)
    proving.choose(page, "Mobiliuoju parašu", "Prisijunkite mobiliuoju parašu", True)
    page.locator("#phone").fill("+370 600 00 002")
    page.locator("#personal_code").fill("33309240064")
    page.get_by_role("button", name="Tęsti").click()
    see(page, "Patvirtinkite telefone", True)
    page.get_by_role("button", name="Nutraukti").click()
    see(page, "Prisijunkite mobiliuoju parašu", True)
    proving.choose(page, "Smart-ID", "Prisijunkite su Smart-ID", True)
    page.get_by_role("button", name="Tęsti").click()
    drawn = page.locator("#waiting svg")
    expect(drawn).to_be_visible(timeout=IN)
    assert_accessible(page)
    # At once: the code is another one each second, and one that has gone has no width.
    width, view = drawn.evaluate("one => [one.getBoundingClientRect().width, one.getAttribute('viewBox')]")
    assert 6 <= width / float(view.split()[2]) <= 10
    kiosk.close()
