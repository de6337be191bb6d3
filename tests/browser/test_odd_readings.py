"""A meter that turned over, was replaced, was declared wrong and taken back: each in one sitting."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.site import Site


def test_turned_over_then_corrected_as_replaced_then_withdrawn(page: Page, site: Site, script: bool) -> None:
    code = walks.household(site, f"7000051{script:d}")
    walks.register(page, site, f"keista-{script:d}@pavyzdys.lt", script)
    walks.add_provider(page, script, code)
    page.get_by_role("link", name="Deklaruoti rodmenis dabar").click()
    _type(page, "100", "4400")
    walks.see(page, "apsisuko, pakeistas, ar suklydote", script)
    page.get_by_role("radio", name="Skaitiklis apsisuko").check()
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Ar rodmuo teisingas?", script)
    page.get_by_role("button", name="Rodmuo teisingas").click()
    _declare(page, "87 755 kWh", script)
    page.get_by_role("link", name="Pataisyti iki").click()
    expect(page.locator("#iki_t1")).to_have_value("100")
    _type(page, "50", "30")
    walks.see(page, "apsisuko, pakeistas, ar suklydote", script)
    page.get_by_role("radio", name="Skaitiklis pakeistas").check()
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Pakeistas skaitiklis", script)
    for name, value in (("old_final_t1", "12 400"), ("new_start_t1", "0"), ("old_final_t2", "4000")):
        page.locator(f"#{name}").fill(value)
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator(".problems a")).to_have_count(2)
    expect(page.locator("#old_final_t1")).to_have_value("12 400")
    page.locator("#old_final_t2").fill("4400")
    page.locator("#new_start_t2").fill("0")
    page.get_by_role("button", name="Tęsti").click()
    _declare(page, "105 kWh", script)
    expect(page.get_by_role("main")).to_contain_text("Visi šio mėnesio rodmenys")
    page.get_by_role("button", name="Atšaukti").click()
    walks.see(page, "Rodmenys atšaukti", script)


def _type(page: Page, day: str, night: str) -> None:
    page.locator("#iki_t1").fill(day)
    page.locator("#iki_t2").fill(night)
    page.get_by_role("button", name="Tik deklaruoti").click()


def _declare(page: Page, used: str, script: bool) -> None:
    walks.see(page, "Patikrinkite rodmenis", script)
    expect(page.get_by_role("main")).to_contain_text(used)
    page.get_by_role("button", name="Deklaruoti", exact=True).click()
    walks.see(page, "Rodmenys deklaruoti", script)
