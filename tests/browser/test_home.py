"""All meters of a home are typed on one page; what is odd is asked about afterwards."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.site import Site


@pytest.mark.parametrize("script", [True], ids=["script"], indirect=True)  # without it: tests/pages/test_home.py
def test_two_meters_are_declared_by_one_press_and_a_third_is_asked_about(page: Page, site: Site, script: bool) -> None:
    codes = [walks.household(site, f"7000{place}4{script:d}0") for place in (1, 2)]
    walks.register(page, site, f"namai-{script:d}@pavyzdys.lt", script)
    for code in codes:
        walks.add_provider(page, script, code)
        page.get_by_role("link", name="Pridėti naują paslaugą").click()
    page.goto("/services")
    page.get_by_role("link", name="Deklaruoti visus kartu").click()
    walks.see(page, "Deklaruokite visus skaitiklius", script)
    boxes = page.locator("input.digits")
    expect(boxes).to_have_count(4)
    for place, value in enumerate(("12401", "4400", "12300", "x")):
        boxes.nth(place).fill(value)
    page.get_by_role("button", name="Deklaruoti visus").click()
    expect(page.locator(".problems a")).to_have_count(1)
    walks.see(page, "Deklaruokite visus skaitiklius", script)
    expect(boxes.nth(0)).to_have_value("12401")
    boxes.nth(3).fill("4400")
    page.get_by_role("button", name="Deklaruoti visus").click()
    walks.see(page, "Rodmenys deklaruoti", script)
    expect(page.get_by_role("main")).to_contain_text("pažiūrėkite dar kartą")
    page.get_by_role("link", name="Peržiūrėti").click()
    walks.see(page, "apsisuko, pakeistas, ar suklydote", script)
