"""A link is made, handed to somebody else, used by them, and revoked."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.mail import letter
from tests.browser.site import Site


def test_a_neighbour_declares_by_the_link_and_the_receipt_comes_by_mail(page: Page, site: Site, script: bool) -> None:
    code, email = walks.household(site, f"7000021{script:d}"), f"nuoroda-{script:d}@pavyzdys.lt"
    walks.register(page, site, email, script)
    walks.add_provider(page, script, code)
    page.get_by_role("link", name="Deklaruoti rodmenis dabar").click()
    page.get_by_role("link", name="Nuoroda šiam skaitikliui deklaruoti").click()
    walks.see(page, "Nuoroda šiam skaitikliui", script)
    page.get_by_role("button", name="Sukurti nuorodą").click()
    expect(page.get_by_role("img", name="QR kodas")).to_be_visible()
    walks.see(page, "Nuoroda šiam skaitikliui", script)
    link = page.locator("a.told").inner_text()
    with page.context.browser.new_context(locale="lt-LT", java_script_enabled=script) as elsewhere:  # type: ignore[union-attr]
        theirs = elsewhere.new_page()
        _declare(theirs, link, code, script)
        assert code in letter(site, email, "deklaruoti")
        page.get_by_role("button", name="Panaikinti nuorodą").click()
        expect(page.get_by_role("button", name="Sukurti nuorodą")).to_be_visible()
        theirs.goto(link)
        walks.see(theirs, "Ši nuoroda nebegalioja", script)


def _declare(page: Page, link: str, code: str, script: bool) -> None:
    page.goto(link)
    walks.see(page, "Deklaruokite rodmenis", script)
    assert code[-4:] not in page.get_by_role("main").inner_text()
    page.locator("#iki_t1").fill("12 401")
    page.locator("#iki_t2").fill("44x")
    page.get_by_role("button", name="Deklaruoti", exact=True).click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    expect(page.locator("#iki_t1")).to_have_value("12 401")
    page.locator("#iki_t2").fill("4400")
    if script:
        expect(page.locator("#used-t2")).to_have_text("79 kWh")
    page.get_by_role("button", name="Deklaruoti", exact=True).click()
    walks.see(page, "Patikrinkite", script)
    page.get_by_role("button", name="Deklaruoti", exact=True).click()
    walks.see(page, "Rodmenys deklaruoti", script)
    expect(page.get_by_role("main")).to_contain_text("Kvitas bus išsiųstas adresu n…@p….lt")
