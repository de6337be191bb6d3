"""Passwords in a real browser: forgotten, seen, and refused."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.mail import letter
from tests.browser.site import Site


def test_a_forgotten_password_is_set_anew(page: Page, site: Site, script: bool) -> None:
    email = f"pamirsau-{'su' if script else 'be'}@pavyzdys.lt"
    walks.register(page, site, email, script)
    page.get_by_role("button", name="Atsijungti").click()
    page.goto("/sign-in")
    walks.see(page, "Prisijunkite", script)
    page.get_by_role("link", name="Pamiršote slaptažodį?").click()
    walks.see(page, "Pamiršote slaptažodį?", script)
    page.locator("#email").fill(email)
    page.get_by_role("button", name="Siųsti laišką").click()
    walks.see(page, "Patikrinkite el. paštą", script)
    path = letter(site, email, "naują").split(f"{site.url}/sign-in/reset/")[1][:64]
    page.goto(f"/sign-in/reset/{path}")
    walks.see(page, "Sukurkite naują slaptažodį", script)
    page.locator("#password").fill("septyni seni stulpai prie tvoros")
    page.get_by_role("button", name="Išsaugoti").click()
    walks.see(page, "Prisijunkite", script)
    page.locator("#email").fill(email)
    page.locator("#password").fill("septyni seni stulpai prie tvoros")
    page.get_by_role("main").get_by_role("button", name="Prisijunkite").click()
    walks.see(page, "paslaug", script)
    page.goto("/account")
    walks.see(page, "Paskyra", script)


def test_a_typed_password_can_be_seen(page: Page, site: Site, script: bool) -> None:
    page.goto("/sign-in")
    page.locator("#email").fill("ona@pavyzdys.lt")
    page.locator("#password").fill("beveik visas")
    page.get_by_role("button", name="Rodyti slaptažodį").click()
    expect(page.locator("#password")).to_have_attribute("type", "text")
    expect(page.locator("#email")).to_have_value("ona@pavyzdys.lt")
    expect(page.locator("#password")).to_have_value("beveik visas" if script else "")
    page.get_by_role("button", name="Nerodyti slaptažodžio").click()
    expect(page.locator("#password")).to_have_attribute("type", "password")


def test_pages_with_problems_are_accessible(page: Page, site: Site, script: bool) -> None:
    page.goto("/register/email")
    page.get_by_role("button", name="Tęsti").click()
    walks.see(page, "paskyrą", script)
    expect(page.locator(".problems")).to_be_visible()
    page.goto("/sign-in")
    page.get_by_role("main").get_by_role("button", name="Prisijunkite").click()
    expect(page.locator(".problems")).to_be_visible()
    walks.see(page, "Prisijunkite", script)
    page.goto(f"/register/confirm/{'0' * 64}")
    walks.see(page, "Nuoroda nebegalioja", script)
    walks.register(page, site, f"klaidos-{'su' if script else 'be'}@pavyzdys.lt", script)
    page.goto("/account/password")
    page.get_by_role("button", name="Išsaugoti").click()
    expect(page.locator(".problems")).to_be_visible()
    walks.see(page, "Pakeiskite slaptažodį", script)
