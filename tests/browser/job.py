"""The main job by what a person reads, one function a stretch: for any browser that can find, type, press and see."""

from contextlib import suppress
from typing import Protocol

from tests.browser.mail import code_of, letter
from tests.browser.site import Site
from tests.browser.text.reader import Lost

TRIES = 5


class Browser(Protocol):
    def page(self) -> str: ...
    def see(self, words: str) -> None: ...
    def find(self, words: str, under: str = "") -> None: ...
    def type(self, text: str) -> None: ...
    def press(self) -> None: ...
    def choose(self, words: str, under: str = "") -> None: ...


def fill(browser: Browser, label: str, text: str) -> None:
    browser.find(label)
    browser.type(text)


def press(browser: Browser, words: str, then: str) -> None:
    """Press what is called so; the page that comes must say `then`. A key that a busy terminal ate is pressed again."""
    for _ in range(TRIES):
        browser.find(words)
        browser.press()
        with suppress(Lost):
            browser.see(then)
            return
    raise Lost(f"“{words}” does not lead to “{then}”:\n{browser.page()}")


def register(browser: Browser, site: Site, email: str) -> None:
    """From the first page to the list of providers."""
    press(browser, "El. paštu", "Sukurkite paskyrą")
    fill(browser, "El. pašto adresas", email)
    fill(browser, "Slaptažodis", "keturi geri zodziai lietuviskai")
    press(browser, "Tęsti", "Patikrinkite el. paštą")
    fill(browser, "Kodas iš laiško", code_of(letter(site, email)))
    press(browser, "Patvirtinti", "Paslaugos teikėjas")


def add_provider(browser: Browser, code: str) -> None:
    """From the list of providers to the Iki row."""
    browser.choose("Ignitis (visuomeninis")
    press(browser, "Tęsti", "Kieno paslauga")
    fill(browser, "Kliento kodas", code)
    browser.choose("Mano", under="Kieno paslauga")
    press(browser, "Tęsti", "Patikrinkite, ką įvedėte")
    press(browser, "Pridėti paslaugą", "Paslauga pridėta")
    press(browser, "Deklaruoti rodmenis dabar", "Dieninis")


def type_readings(browser: Browser) -> None:
    fill(browser, "Iki, dieninis, kWh", "12401")
    fill(browser, "Iki, naktinis, kWh", "4400")


def declare_and_pay(browser: Browser, code: str) -> None:
    """From typed readings to the paid receipt."""
    press(browser, "Deklaruoti ir apmokėti", "Patikrinkite rodmenis")
    browser.see("29,77")
    browser.choose("Swedbank")
    press(browser, "Deklaruoti ir apmokėti 29,77", "Į banką")
    press(browser, "Eiti į", "patvirtinkite mokėjimą")
    press(browser, "Mokėti", "Grįžti pas pardavėją")
    press(browser, "Grįžti pas pardavėją", "Apmokėta")
    press(browser, "Atverti kvitą", code)
