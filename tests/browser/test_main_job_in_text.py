"""The main job in lynx and in w3m: no script, no style, no picture, no mouse."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.browser import walks
from tests.browser.mail import code_of, letter
from tests.browser.site import Site
from tests.browser.text import Lost, Lynx, W3m

TRIES = 5


@pytest.fixture(params=[Lynx, W3m])
def browser(request: pytest.FixtureRequest, site: Site) -> Iterator[Lynx | W3m]:
    opened = request.param(site.url)
    yield opened
    opened.end()


def fill(browser: Lynx | W3m, label: str, text: str) -> None:
    browser.find(label)
    browser.type(text)


def press(browser: Lynx | W3m, words: str, then: str) -> None:
    """Press what is called so; the page that comes must say `then`. A key that a busy terminal ate is pressed again."""
    for _ in range(TRIES):
        browser.find(words)
        browser.press()
        with suppress(Lost):
            browser.see(then)
            return
    raise Lost(f"“{words}” does not lead to “{then}”:\n{browser.page()}")


def test_the_main_job_in_a_text_browser(browser: Lynx | W3m, site: Site) -> None:
    kind = type(browser).__name__.lower()
    email, code = f"{kind}@pavyzdys.lt", walks.household(site, "71000001" if kind == "lynx" else "71000002")
    press(browser, "El. paštu", "Sukurkite paskyrą")
    fill(browser, "El. pašto adresas", email)
    fill(browser, "Slaptažodis", "keturi geri zodziai lietuviskai")
    press(browser, "Tęsti", "Patikrinkite el. paštą")
    fill(browser, "Kodas iš laiško", code_of(letter(site, email)))
    press(browser, "Patvirtinti", "Paslaugos teikėjas")
    browser.find("Ignitis (visuomeninis")
    browser.press()
    press(browser, "Tęsti", "Kieno paslauga")
    fill(browser, "Kliento kodas", code)
    browser.choose_first("Kieno paslauga")
    press(browser, "Tęsti", "Patikrinkite, ką įvedėte")
    press(browser, "Pridėti paslaugą", "Paslauga pridėta")
    press(browser, "Deklaruoti rodmenis dabar", "Dieninis")
    fill(browser, "Iki, dieninis, kWh", "12401")
    fill(browser, "Iki, naktinis, kWh", "4400")
    press(browser, "Deklaruoti ir apmokėti", "29,77")
    browser.find("Swedbank")
    browser.press()
    press(browser, "Deklaruoti ir apmokėti 29,77", "Į banką")
    press(browser, "Eiti į", "patvirtinkite mokėjimą")
    press(browser, "Mokėti", "Grįžti pas pardavėją")
    press(browser, "Grįžti pas pardavėją", "Apmokėta")
    press(browser, "Atverti kvitą", code)
