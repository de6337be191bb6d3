"""The main job from first page to receipt, without script: in four browsers of the terminal, in two of windows."""

import sqlite3
from contextlib import closing, suppress

from tests.browser import walks
from tests.browser.mail import code_of, letter
from tests.browser.site import Site
from tests.browser.text.conftest import KINDS
from tests.browser.text.reader import Lost, Reader

TRIES = 5
PAID = "SELECT state, amount FROM payment JOIN person ON person.id = person_id WHERE email = ?"
READ = """SELECT value FROM reading JOIN declaration ON declaration.id = declaration_id
    JOIN person ON person.id = person_id WHERE email = ? ORDER BY value"""


def kept(site: Site, query: str, email: str) -> list[tuple[object, ...]]:
    """What the site has written down of this person, whatever a browser shows."""
    with closing(sqlite3.connect(site.folder / "savitarna.db")) as database:
        return database.execute(query, [email]).fetchall()


def fill(browser: Reader, label: str, text: str) -> None:
    browser.find(label)
    browser.type(text)


def press(browser: Reader, words: str, then: str) -> None:
    """Press what is called so; the page that comes must say `then`. A key that a busy machine ate is pressed again."""
    for _ in range(TRIES):
        browser.find(words)
        browser.press()
        with suppress(Lost):
            browser.see(then)
            return
    raise Lost(f"“{words}” does not lead to “{then}”:\n{browser.page()}")


def test_the_main_job_without_script(browser: Reader, site: Site) -> None:
    kind = type(browser)
    email, code = f"{kind.__name__.lower()}@pavyzdys.lt", walks.household(site, f"7100000{KINDS.index(kind)}")
    press(browser, "El. paštu", "Sukurkite paskyrą")
    fill(browser, "El. pašto adresas", email)
    fill(browser, "Slaptažodis", "keturi geri zodziai lietuviskai")
    press(browser, "Tęsti", "Patikrinkite el. paštą")
    fill(browser, "Kodas iš laiško", code_of(letter(site, email)))
    press(browser, "Patvirtinti", "Paslaugos teikėjas")
    browser.choose("Ignitis (visuomeninis")
    press(browser, "Tęsti", "Kieno paslauga")
    fill(browser, "Kliento kodas", code)
    browser.choose("Mano", under="Kieno paslauga")
    press(browser, "Tęsti", "Patikrinkite, ką įvedėte")
    press(browser, "Pridėti paslaugą", "Paslauga pridėta")
    press(browser, "Deklaruoti rodmenis dabar", "Dieninis")
    fill(browser, "Iki, dieninis, kWh", "12401")
    fill(browser, "Iki, naktinis, kWh", "4400")
    press(browser, "Deklaruoti ir apmokėti", "29,77")
    browser.choose("Swedbank")
    press(browser, "Deklaruoti ir apmokėti 29,77", "Į banką")
    press(browser, "Eiti į", "patvirtinkite mokėjimą")
    press(browser, "Mokėti", "Grįžti pas pardavėją")
    press(browser, "Grįžti pas pardavėją", "Apmokėta")
    press(browser, "Atverti kvitą", code)
    assert kept(site, PAID, email) == [("paid", 2977)]
    assert kept(site, READ, email) == [(4_400_000,), (12_401_000,)]
