"""The tour's ways in and out: who passes by, registers, changes the account, comes again, proves who they are."""

import re
from collections.abc import Iterator

from playwright.sync_api import expect

from measure.figures import Figure
from measure.tour import Tour
from tests.browser import proving, walks
from tests.browser.mail import code_of, letter

EMAIL, NEW_EMAIL, ONAS = "ruta@pavyzdys.lt", "nauja.ruta@pavyzdys.lt", "ona@pavyzdys.lt"
DEAD = "0" * 64
PLAIN = ("/", "/help", "/help?q=kodas", "/help/accessibility", "/help/contact", "/help/video", "/register")
ASKING = ("/help/call-back", "/help/report", "/register/email", "/sign-in", "/sign-in/forgotten", "/sign-in/mobile-id")
MISSING = ("/nothing-here", "/check/2026-K9QM4", "/k/ABCDEF", f"/register/confirm/{DEAD}", f"/sign-in/not-me/{DEAD}")


def come_by(on: Tour) -> Iterator[Figure]:
    for path in (*PLAIN, "/sign-in/smart-id", "/sign-in/gateway", "/check", "/k"):
        yield on.open(path)
    for path in ASKING:
        yield on.open(path)
        yield on.refused()
    for path in MISSING:
        yield on.open(path, "snapshot")


def ask_for_help(on: Tour) -> Iterator[Figure]:
    on.page.goto("/help/report")
    on.page.get_by_label("Kas nutiko?").fill("Nieko nevyksta")
    on.press("Siųsti", "Sėkmingai")
    yield on.look()
    on.page.goto("/help/call-back")
    on.page.get_by_label("Telefono numeris").fill("8 5 212 3451")
    on.page.locator("#when").check()
    on.press("Prašyti paskambinti", "Jums paskambinsime")
    yield on.look()


def register(on: Tour) -> Iterator[Figure]:
    on.page.goto("/register/email")
    on.page.locator("#email").fill(EMAIL)
    on.page.locator("#password").fill(walks.PASSWORD)
    on.press("Tęsti", "Patikrinkite el. paštą")
    yield on.look()
    yield on.refused()
    text = letter(on.site, EMAIL)
    yield on.open(link(text, "/register/confirm/"))
    on.page.goto("/register/check")
    on.page.locator("#code").fill(code_of(text))
    on.press("Patvirtinti", "Paslaugos teikėjas")


def link(text: str, path: str) -> str:
    """The address in a letter that begins so."""
    found = re.search(rf"{path}[^\s<>\"]+", text)
    assert found, text
    return found[0]


def account(on: Tour) -> Iterator[Figure]:
    yield on.open("/account")
    yield on.open("/account/email")
    yield on.refused()
    on.page.locator("#password").fill(walks.PASSWORD)
    on.press("Patvirtinti", "Pakeiskite el. pašto adresą")
    yield on.look()
    yield on.refused()
    on.page.locator("#email").fill(NEW_EMAIL)
    on.press("Tęsti", "Patikrinkite el. paštą")
    yield on.look()
    yield on.refused()
    text = letter(on.site, NEW_EMAIL)
    yield on.open(link(text, "/account/email/confirm/"))
    on.press("Patvirtinti", "El. pašto adresas patvirtintas")
    yield on.look("snapshot")
    yield on.open(link(letter(on.site, EMAIL, "pakeistas"), "/account/email/undo/"))
    yield on.open("/account/data")
    yield on.open("/account/password")
    yield on.refused()
    yield on.open("/services/links")


def come_again(on: Tour) -> Iterator[Figure]:
    """In a browser that is not known, without the password at first."""
    on.page.context.clear_cookies()
    on.page.goto("/sign-in/forgotten")
    on.page.locator("#email").fill(NEW_EMAIL)
    on.press("Siųsti laišką", "Patikrinkite el. paštą")
    yield on.look()
    yield on.open(link(letter(on.site, NEW_EMAIL, "slaptaž"), "/sign-in/reset/"))
    yield on.refused()
    on.page.goto("/sign-in")
    on.page.locator("#email").fill(NEW_EMAIL)
    on.page.locator("#password").fill(walks.PASSWORD)
    on.buttons.first.click()
    on.arrive("Mano paslaugos")
    yield on.open(link(letter(on.site, NEW_EMAIL, "naršyklėje"), "/sign-in/not-me/"))


def by_smart_id(on: Tour, then: str) -> Iterator[Figure]:
    """Through the page that waits for the telephone."""
    on.page.goto("/sign-in/smart-id")
    on.buttons.first.click()
    expect(on.page.locator("#waiting svg")).to_be_visible(timeout=60_000)
    yield on.look("snapshot")
    phone = proving.pick_up(on.page.context)
    proving.answer(phone, "Ona Pavyzdienė")
    phone.close()
    expect(on.page.locator("h1")).to_contain_text(then, timeout=60_000)
    yield on.look()


def prove(on: Tour) -> Iterator[Figure]:
    """Somebody with an account proves who she is; then somebody without one, who finds the contracts in her name."""
    yield from by_smart_id(on, "sujungti šią tapatybę")
    on.page.context.clear_cookies()
    yield from by_smart_id(on, "Jungiatės pirmą kartą")
    proving.come_in(on.page, script=False)
    for path in ("/services", "/services/links", "/account", "/account/email"):
        yield on.open(path)
    on.page.locator("#email").fill(ONAS)
    on.press("Tęsti", "Patikrinkite el. paštą")
    on.page.locator("#code").fill(code_of(letter(on.site, ONAS)))
    on.press("Patvirtinti", "Paskyra")
    yield on.open("/account/password/set")
    yield on.refused()
