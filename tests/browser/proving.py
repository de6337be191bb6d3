"""What a resident does to prove who they are: on the site, on the telephone of the sandbox, at its gateway."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walks import see

CONFIRM = "Įvesti PIN ir patvirtinti"


def choose(page: Page, way: str, heading: str, script: bool) -> None:
    """From the page for signing in to the page of one way."""
    page.goto("/sign-in")
    see(page, "Prisijunkite", script)
    page.get_by_role("main").get_by_role("link", name=way).click()
    see(page, heading, script)


def pick_up(context: BrowserContext, code: str = "") -> Page:
    """The telephone with the question that waits on it."""
    phone = context.new_page()
    phone.goto("/sandbox/phone")
    asked = phone.locator("section.asked").filter(has_text=code).first
    for _ in range(20):  # the worker has yet to ask the service
        if asked.count():
            break
        phone.wait_for_timeout(500)
        phone.reload()
    asked.get_by_role("link", name="Atverti užklausą").or_(
        asked.get_by_role("button", name="Nuskaityti QR kodą")
    ).click()
    return phone


def answer(phone: Page, who: str = "", button: str = CONFIRM) -> None:
    """Confirm or refuse; a link may be answered by anybody."""
    if who:
        option = phone.locator("select option").filter(has_text=who).first.get_attribute("value")
        phone.locator("select").first.select_option(option)
    phone.get_by_role("button", name=button).first.click()


def come_in(page: Page, script: bool) -> None:
    """Somebody new makes an account; somebody known is in already."""
    expect(page.locator("h1")).to_contain_text("Jungiatės pirmą kartą", timeout=20_000)
    see(page, "Jungiatės pirmą kartą", script)
    page.get_by_role("button", name="Sukurti naują paskyrą").click()
    see(page, "Mano paslaugos", script)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Atsijungti").first.click()
    expect(page.locator("h1")).to_contain_text("Deklaruokite")
