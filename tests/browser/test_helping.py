"""A librarian declares for two homes from a list, one after the other, without seeing whose they are."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.site import Site


def test_a_list_of_codes_is_declared_in_one_sitting(page: Page, site: Site, script: bool) -> None:
    codes = [walks.household(site, f"700003{place}{script:d}") for place in (1, 2)]
    page.goto("/")
    page.get_by_role("button", name="Deklaruoti pagal mokėtojo kodą").click()
    page.goto("/services")
    page.get_by_role("link", name="Deklaruoti už kitus").click()
    walks.see(page, "Deklaruoti už kitus", script)
    page.get_by_label("Paslaugos teikėjas").select_option(label=walks.IGNITIS)
    page.locator("#codes").fill(f"{codes[0]}, M{codes[0]}\n{codes[1]} X1")
    page.get_by_role("button", name="Rasti skaitiklius").click()
    expect(page.locator(".problems")).to_contain_text("skaitiklio neradome")
    walks.see(page, "Deklaruoti už kitus", script)
    expect(page.locator("#codes")).to_have_value(f"{codes[1]} X1")
    page.locator("#codes").fill(f"{codes[1]} M{codes[1]}")
    page.get_by_role("button", name="Rasti skaitiklius").click()
    expect(page.get_by_role("main")).to_contain_text("2 skaitikliai, deklaruota: 0")
    for _ in codes:
        page.locator("main a.button:not(.second)").click()
        walks.see(page, "Deklaruokite rodmenis", script)
        page.locator("#iki_t1").fill("12401")
        page.locator("#iki_t2").fill("4400")
        page.get_by_role("button", name="Deklaruoti", exact=True).click()
        walks.see(page, "Patikrinkite", script)
        page.get_by_role("button", name="Deklaruoti", exact=True).click()
        walks.see(page, "Deklaruoti už kitus", script)
    expect(page.get_by_role("main")).to_contain_text("Viskas deklaruota")
    assert not any(code in page.content() for code in codes)
