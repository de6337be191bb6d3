"""Services beyond the main job: looking for a provider, telling a meter, proving one, taking away and back."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.site import Site


def look_for(page: Page, words: str, script: bool) -> None:
    page.locator("#q").fill(words)
    page.get_by_role("button", name="Ieškoti").click()
    walks.see(page, "Paslaugos teikėjas", script)


def test_a_resident_looks_for_providers_tells_a_meter_and_proves_another(page: Page, site: Site, script: bool) -> None:
    code = walks.household(site, "70000011" if script else "70000012")
    walks.register(page, site, f"paslaugos-{'su' if script else 'be'}@pavyzdys.lt", script)
    expect(page.locator("body")).to_contain_text("Paskyra sukurta")
    _find(page, script)
    _tell_a_meter(page, script)
    page.get_by_role("link", name="Pridėti naują paslaugą").click()
    walks.add_provider(page, script, code)
    _prove(page, script, code)
    _take_away_and_back(page, script)


def _find(page: Page, script: bool) -> None:
    page.get_by_role("main").get_by_role("link", name="Vanduo", exact=True).click()
    walks.see(page, "Paslaugos teikėjas", script)
    expect(page.locator("select#provider option").filter(has_text="Vilniaus vandenys")).to_have_count(1)
    look_for(page, "perlas", script)
    expect(page.get_by_role("main")).to_contain_text("nebeteikia: Perlas Energija")
    look_for(page, "zzzz", script)
    expect(page.get_by_role("main")).to_contain_text("Rasta: 0")
    look_for(page, "siauliu energija", script)
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Paslaugos teikėjas", script)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text("Pasirinkite paslaugos teikėją")
    expect(page.locator("#q")).to_have_value("siauliu energija")


def _tell_a_meter(page: Page, script: bool) -> None:
    page.get_by_role("link", name="Rodyti dažniausiai pasirenkamus").click()
    walks.see(page, "Paslaugos teikėjas", script)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(0)
    page.get_by_label("Elektrum Lietuva").check()
    page.get_by_role("button", name="Tęsti").click()
    page.locator("#payer_code").fill("44-55-66")
    page.get_by_label("Mano", exact=True).check()
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Koks jūsų skaitiklis?", script)
    page.get_by_role("button", name="Tęsti").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(3)
    walks.see(page, "Koks jūsų skaitiklis?", script)
    page.locator("#meter_number").fill("E 77")
    page.get_by_label("5 skaitmenis").check()
    page.locator("#first").fill("12 345")
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Patikrinkite", script)
    page.get_by_role("button", name="Pridėti paslaugą").click()
    walks.see(page, "Paslauga pridėta", script)


def _prove(page: Page, script: bool, code: str) -> None:
    page.get_by_role("link", name="Įvesti skaitiklio numerį").click()
    walks.see(page, "Skaitiklio numeris", script)
    page.locator("#meter_number").fill("M1")
    page.get_by_role("button", name="Tęsti").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_contain_text("Numeris netinka")
    walks.see(page, "Skaitiklio numeris", script)
    expect(page.locator("body")).not_to_contain_text("Slaptoji")
    page.locator("#meter_number").fill(f"m{code}")
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Namai", script)
    expect(page.get_by_role("main")).to_contain_text("Slaptoji g. 1, Vilnius")
    expect(page.get_by_role("main")).not_to_contain_text("Kanarėlė")


def _take_away_and_back(page: Page, script: bool) -> None:
    page.get_by_role("button", name="Pašalinti šią paslaugą").click()
    walks.see(page, "Mano paslaugos", script)
    expect(page.get_by_role("link", name="Namai", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Grąžinti").click()
    walks.see(page, "Mano paslaugos", script)
    expect(page.get_by_role("link", name="Namai", exact=True)).to_have_count(1)
