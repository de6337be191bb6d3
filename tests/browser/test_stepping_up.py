"""Before what protects an account a resident proves once more who they are, and comes back to where they were going."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.mail import code_of, letter
from tests.browser.site import Site


def prove(page: Page, script: bool, password: str = walks.PASSWORD) -> None:
    walks.see(page, "Patvirtinkite, kad tai jūs", script)
    page.locator("#password").fill(password)
    page.get_by_role("button", name="Patvirtinti").click()


def test_the_address_is_changed_and_the_old_mailbox_undoes_it(page: Page, site: Site, script: bool) -> None:
    how = "su" if script else "be"
    old, new = f"sena-{how}@pavyzdys.lt", f"nauja-{how}@pavyzdys.lt"
    walks.register(page, site, old, script)
    page.goto("/account")
    page.get_by_role("link", name="Keisti el. pašto adresą").click()
    prove(page, script, "ne tas slaptažodis")
    expect(page.locator(".problems")).to_be_visible()
    prove(page, script)
    walks.see(page, "Pakeiskite el. pašto adresą", script)
    page.locator("#email").fill("ne adresas")
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator(".problems")).to_be_visible()
    page.locator("#email").fill(new)
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "Patikrinkite el. paštą", script)
    page.locator("#code").fill(code_of(letter(site, new)))
    page.get_by_role("button", name="Patvirtinti").click()
    walks.see(page, "Paskyra", script)
    expect(page.get_by_role("main")).to_contain_text(new)
    path = re.search(r"/account/email/undo/[0-9a-f]{64}", letter(site, old, "pakeistas"))
    assert path
    page.goto(path[0])
    walks.see(page, "Adresą pakeitėte ne jūs?", script)
    page.get_by_role("button", name="Atšaukti pakeitimą").click()
    walks.see(page, "Ankstesnis adresas grąžintas", script)
    page.goto(path[0])
    walks.see(page, "Nuoroda nebegalioja", script)


def test_ones_data_are_downloaded_from_a_page_of_their_own(page: Page, site: Site, script: bool) -> None:
    email = f"duomenys-{'su' if script else 'be'}@pavyzdys.lt"
    walks.register(page, site, email, script)
    page.goto("/account")
    page.get_by_role("link", name="Atsisiųsti viską").click()
    prove(page, script)
    walks.see(page, "Jūsų duomenys", script)
    with page.expect_download() as download:
        page.get_by_role("link", name="Atsisiųsti").click()
    assert json.loads(Path(download.value.path()).read_text())["account"]["email"] == email
