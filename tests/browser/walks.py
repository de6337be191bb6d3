"""The main job as a resident walks it, one function a stretch; each looks at what it finds on its way."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_accessible
from tests.browser.mail import code_of, letter
from tests.browser.site import Site

PASSWORD = "keturi geri žodžiai lietuviškai"
IGNITIS = "Ignitis (visuomeninis elektros tiekimas)"
HOUSEHOLD = """\
provider,payer_code,holder_name,holder_personal_code,address,meter_number,register,unit,digits,decimals,\
previous_reading,previous_date,plan
el-ignitis-visuomeninis-elektros-tiekimas,{code},Slaptoji Kanarėlė,,"Slaptoji g. 1, Vilnius",M{code},t1,kWh,5,0,12345,\
2026-10-31,Namai
el-ignitis-visuomeninis-elektros-tiekimas,{code},Slaptoji Kanarėlė,,"Slaptoji g. 1, Vilnius",M{code},t2,kWh,5,0,4321,\
2026-10-31,Namai
"""


def household(site: Site, code: str) -> str:
    """A payer code of a home with a day and a night register, taken in from a provider's file."""
    file = site.folder / f"accounts-{code}.csv"
    file.write_text(HOUSEHOLD.format(code=code))
    site.flask("import", "accounts", str(file))
    return code


def see(page: Page, heading: str, script: bool) -> None:
    """The page with this heading is there, and is accessible."""
    expect(page.locator("h1")).to_contain_text(heading)
    assert_accessible(page, script)


def main_job(page: Page, site: Site, email: str, code: str, script: bool) -> None:
    """All of it: somebody new registers, adds a provider, declares, pays, and opens the receipt."""
    household(site, code)
    register(page, site, email, script)
    add_provider(page, script, code)
    declare_and_pay(page, script)
    pay_at_the_bank(page)
    expect(page.locator("h1")).to_have_text("Apmokėta")
    page.get_by_role("link", name="Atverti kvitą").click()
    expect(page.get_by_role("main")).to_contain_text("29,77 €")
    expect(page.get_by_role("main")).to_contain_text(code)


def register(page: Page, site: Site, email: str, script: bool) -> None:
    page.goto("/")
    see(page, "Deklaruokite rodmenis", script)
    page.get_by_role("main").get_by_role("link", name="El. paštu").click()
    see(page, "paskyrą", script)
    page.get_by_label("El. pašto adresas").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Tęsti", exact=True).click()
    see(page, "Patikrinkite el. paštą", script)
    page.locator("#code").fill(code_of(letter(site, email)))
    page.get_by_role("button", name="Patvirtinti").click()
    see(page, "Paslaugos teikėjas", script)


def add_provider(page: Page, script: bool, code: str, name: str = IGNITIS) -> None:
    """From the list of providers to "Paslauga pridėta"."""
    page.get_by_label(name).check()
    page.get_by_role("button", name="Tęsti", exact=True).click()
    see(page, "sąskaitoje", script)
    page.locator("#payer_code").fill(f" {code[:4]} {code[4:]} ")
    page.get_by_label("Mano", exact=True).check()
    page.locator("#nickname").fill("Namai")
    page.get_by_role("button", name="Tęsti", exact=True).click()
    see(page, "Patikrinkite", script)
    page.get_by_role("button", name="Pridėti paslaugą").click()
    see(page, "Paslauga pridėta", script)


def declare_and_pay(page: Page, script: bool, bank: str = "Swedbank") -> None:
    """From "Paslauga pridėta" to the bank's own page, with day and night readings of Ona's meter."""
    page.get_by_role("link", name="Deklaruoti rodmenis dabar").click()
    see(page, "Deklaruokite rodmenis", script)
    page.locator("#iki_t1").fill("12 401")
    page.locator("#iki_t2").fill("4400")
    if script:
        expect(page.locator("#sum-t1")).to_have_text("14,45 €")
        expect(page.locator("#total")).to_have_text("29,77 €")
    page.get_by_role("button", name="Deklaruoti ir apmokėti").click()
    see(page, "Patikrinkite rodmenis", script)
    expect(page.get_by_role("main")).to_contain_text("56 kWh × 0,25800 € = 14,45 €")
    page.get_by_label(bank).check()
    page.get_by_role("button", name="Deklaruoti ir apmokėti 29,77 €").click()
    see(page, "Į banką", script)
    page.get_by_role("button", name="Eiti į").click()
    expect(page.locator("h1")).to_contain_text(f"{bank}: patvirtinkite mokėjimą")


def pay_at_the_bank(page: Page) -> None:
    """Pay on the order page of the bank's stand-in and come back with its answer."""
    page.get_by_role("button", name="Mokėti", exact=True).click()
    page.get_by_role("button", name="Grįžti pas pardavėją").click()
