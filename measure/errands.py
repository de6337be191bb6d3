"""The tour's errands: adding services, declaring, paying; every step as it opens and with its problems."""

from collections.abc import Iterator

from playwright.sync_api import expect

from measure.figures import Figure
from measure.tour import Tour
from tests.browser import walks

CODE = "70000001"


def add(on: Tour) -> Iterator[Figure]:
    yield on.open("/services")
    yield on.open("/readings")
    yield on.open("/services/add/provider")
    yield on.refused()
    yield on.open("/services/add/provider?q=vandenys")
    yield from tell_a_meter(on)
    yield from add_a_known_one(on)


def tell_a_meter(on: Tour) -> Iterator[Figure]:
    """A provider that has told us no meters."""
    on.page.goto("/services/add/provider?q=")
    on.page.get_by_label("Elektrum Lietuva").check()
    on.press("Tęsti", "sąskaitoje")
    on.page.locator("#payer_code").fill("44-55-66")
    on.page.get_by_label("Mano", exact=True).check()
    on.press("Tęsti", "Koks jūsų skaitiklis?")
    yield on.look()
    yield on.refused()
    on.page.locator("#meter_number").fill("E 77")
    on.page.get_by_label("5 skaitmenis").check()
    on.page.locator("#first").fill("12 345")
    on.press("Tęsti", "Patikrinkite")
    on.press("Pridėti paslaugą", "Paslauga pridėta")


def add_a_known_one(on: Tour) -> Iterator[Figure]:
    code = walks.household(on.site, CODE)
    on.page.goto("/services/add/provider")
    on.page.get_by_label(walks.IGNITIS).check()
    on.press("Tęsti", "sąskaitoje")
    on.page.locator("#payer_code").fill("")
    yield on.look()
    yield on.refused()
    on.page.locator("#payer_code").fill(code)
    on.page.get_by_label("Mano", exact=True).check()
    on.page.locator("#nickname").fill("Namai")
    on.press("Tęsti", "Patikrinkite")
    yield on.look()
    on.press("Pridėti paslaugą", "Paslauga pridėta")
    yield on.look()
    for name, heading in (("Mano paslaugos", "Mano paslaugos"), ("Namai", "Namai"), ("Keisti", "vadinsite")):
        on.follow(name, heading)
        yield on.look()
    on.page.go_back()
    on.follow("Įvesti skaitiklio numerį", "Skaitiklio numeris")
    yield on.look()
    yield on.refused()


def declare(on: Tour) -> Iterator[Figure]:
    yield on.open("/readings")
    on.follow(walks.IGNITIS, "Deklaruokite rodmenis")
    values = on.page.url
    yield on.look()
    yield on.refused()
    type_in(on, values, "12001", "4001", "Ar skaitiklis")
    yield on.look()
    yield on.refused()
    on.page.get_by_label("Skaitiklis pakeistas").check()
    on.press("Tęsti", "Pakeistas skaitiklis")
    yield on.look()
    yield on.refused()
    type_in(on, values, "32001", "4401", "Ar rodmuo teisingas")
    yield on.look()
    type_in(on, values, "12401", "4400", "Ką darysite toliau?", button=False)
    yield on.look()
    yield on.refused()
    on.page.get_by_label("Tik deklaruoti").check()
    on.press("Tęsti", "Patikrinkite rodmenis")
    yield on.look()
    on.press("Deklaruoti", "/receipts/*")
    yield on.look()
    yield on.open(values.replace("/values", "/history"))


def type_in(on: Tour, values: str, day: str, night: str, then: str, button: bool = True) -> None:
    """Readings into Iki, and on by its first button or, as the Enter key of some engines does, by none."""
    on.page.goto(values)
    on.page.locator("#iki_t1").fill(day)
    on.page.locator("#iki_t2").fill(night)
    if button:
        on.buttons.first.click()
    else:
        on.page.locator("main form").first.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    on.arrive(then)


def pay(on: Tour) -> Iterator[Figure]:
    yield on.open("/pay/basket")
    on.page.locator("main input[type=checkbox]").first.uncheck()
    yield on.refused()
    on.page.locator("main input[type=checkbox]").first.check()
    on.press("Tęsti", "Pasirinkite mokėjimo būdą")
    yield on.look()
    yield on.refused()
    yield from at_the_bank(on)
    on.arrive("Nepavyko apmokėti")
    yield on.look()
    on.press("Mokėti iš naujo", "Pasirinkite mokėjimo būdą")
    to_the_bank(on)
    on.press("Eiti į", "patvirtinkite mokėjimą")
    on.page.locator("button[value=delay]").click()
    on.arrive("Mokėjimas vykdomas")
    yield on.look("snapshot")
    expect(on.page.locator("h1")).to_contain_text("Apmokėta", timeout=60_000)
    yield on.look()
    on.follow("Atverti kvitą", "/receipts/*")
    yield on.look()
    yield on.open("/pay/history")


def to_the_bank(on: Tour) -> None:
    on.page.get_by_label("Luminor").check()
    on.buttons.first.click()
    on.arrive("Į banką")


def at_the_bank(on: Tour) -> Iterator[Figure]:
    """The way there, what one sees who comes back without an answer, and the bank's refusal."""
    to_the_bank(on)
    yield on.look()
    there = on.path
    yield on.open(there.removesuffix("/bank"))
    on.page.goto("/pay/basket")
    on.page.locator("main input[type=checkbox]").first.check()
    on.press("Tęsti", "Jūs jau")
    yield on.look()
    on.page.goto(there)
    on.press("Eiti į", "patvirtinkite mokėjimą")
    on.page.locator("button[value=refuse]").click()
