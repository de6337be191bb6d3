"""What is filmed: the resident's way through the real pages, one function a chapter of blueprints/film.py."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from film.camera import Camera
from tests.browser.mail import code_of, letter
from tests.browser.site import Site

EMAIL, PASSWORD = "ruta@pavyzdys.lt", "keturi geri žodžiai kartu"
READ = 1.8  # seconds that a new page stands still
PAST_THE_HEADER = "scrollTo(0, (document.querySelector('#main') || document.body).offsetTop)"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Set:
    """The browser before the camera. `tell` begins a line of the film, `still` keeps the page around a thing."""

    site: Site
    camera: Camera
    tell: Tell
    still: Callable[[str, Locator], None]

    @property
    def page(self) -> Page:
        return self.camera.page

    def arrive(self, heading: str, seconds: float = READ) -> None:
        """The page with this heading has come; give time to read it."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(PAST_THE_HEADER)
        self.camera.hold(seconds)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name).first

    def press(self, name: str) -> None:
        self.camera.press(self.button(name))

    def follow(self, name: str) -> None:
        self.camera.press(self.page.get_by_role("main").get_by_role("link", name=name).first)


def register(on: Set) -> None:
    on.page.goto("/")
    on.tell("ways")
    expect(on.page.locator("h1")).to_contain_text("Deklaruokite rodmenis")
    on.camera.hold(2.5)
    way = on.page.get_by_role("main").get_by_role("link", name="El. paštu")
    on.camera.go(way)
    on.still("ways", on.page.locator("#register").locator("xpath=.."))
    on.camera.press(way)
    on.tell("email")
    on.arrive("paskyrą")
    on.camera.type(on.page.get_by_label("El. pašto adresas"), EMAIL)
    on.camera.type(on.page.locator("#password"), PASSWORD)
    on.camera.go(on.button("Tęsti"))
    on.still("email", on.page.locator("main form"))
    on.press("Tęsti")
    on.tell("letter")
    on.arrive("Patikrinkite el. paštą")
    code = code_of(letter(on.site, EMAIL))
    on.page.goto(f"/sandbox/mail?to={EMAIL}")
    on.page.locator("a[href^='/sandbox/mail/']").first.click()
    on.arrive("", 2)
    on.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    on.camera.hold(2.5)
    on.page.goto("/register/check")
    on.camera.type(on.page.locator("#code"), code)
    on.still("letter", on.page.locator("main form"))
    on.press("Patvirtinti")


def add(on: Set) -> None:
    on.tell("provider")
    on.arrive("Paslaugos teikėjas", 2.5)
    on.camera.press(on.page.get_by_label("Ignitis (visuomeninis elektros tiekimas)"))
    on.press("Tęsti")
    on.tell("code")
    on.arrive("sąskaitoje", 2.5)
    on.camera.type(on.page.locator("#payer_code"), "1002 0304")
    on.camera.hold(1)
    on.still("code", on.page.locator("#payer_code").locator("xpath=.."))
    on.tell("whose")
    on.camera.press(on.page.get_by_label("Mano", exact=True))
    on.camera.type(on.page.locator("#nickname"), "Namai")
    on.press("Tęsti")
    on.tell("added")
    on.arrive("Patikrinkite", 2.5)
    on.press("Pridėti paslaugą")
    on.arrive("Paslauga pridėta", 2.5)


def pay_for_another(on: Set) -> None:
    on.tell("again")
    on.follow("Pridėti naują paslaugą")
    on.arrive("Paslaugos teikėjas")
    on.camera.type(on.page.locator("#q"), "vasa")
    on.press("Ieškoti")
    on.arrive("Paslaugos teikėjas", 0.5)
    on.camera.press(on.page.get_by_label("VASA"))
    on.press("Tęsti")
    on.tell("other")
    on.arrive("sąskaitoje")
    on.camera.type(on.page.locator("#payer_code"), "500614")
    on.camera.press(on.page.get_by_label("Kito asmens"))
    on.camera.type(on.page.locator("#nickname"), "Mamos butas")
    on.still("other", on.page.get_by_label("Kito asmens").locator("xpath=ancestor::fieldset"))
    on.press("Tęsti")
    on.arrive("Patikrinkite")
    on.press("Pridėti paslaugą")
    on.tell("basket")
    on.arrive("Paslauga pridėta")
    on.follow("Mokėti")
    on.arrive("Ką mokėsite?", 2)
    on.camera.type(on.page.get_by_label("Mamos butas"), "10,65")
    on.press("Tęsti")
    on.tell("bank")
    on.arrive("Pasirinkite mokėjimo būdą")
    on.camera.press(on.page.get_by_label("Swedbank"))
    on.still("bank", on.page.locator("main form"))
    on.press("Apmokėti")
    on.arrive("Į banką", 2)
    on.press("Eiti į")
    on.tell("confirm")
    _at_the_bank(on)
    on.tell("paid")
    on.arrive("Apmokėta", 3)
    on.still("paid", on.page.locator("main .panel").first)


def _at_the_bank(on: Set) -> None:
    on.arrive("patvirtinkite mokėjimą", 2)
    on.press("Mokėti")
    on.arrive("sumokėta")
    on.press("Grįžti pas pardavėją")


def declare_and_pay(on: Set) -> None:
    on.follow("Mano paslaugos")
    on.tell("meter")
    on.arrive("Mano paslaugos", 2)
    on.follow("Deklaruoti")
    on.arrive("Deklaruokite rodmenis", 3)
    on.tell("iki")
    on.camera.type(on.page.locator("#iki_t1"), "12401")
    on.camera.type(on.page.locator("#iki_t2"), "4400")
    expect(on.page.locator("#total")).to_contain_text("€")
    on.camera.hold(2)
    on.still("iki", on.page.locator(".iki tbody tr").last)
    on.tell("check")
    on.press("Deklaruoti ir apmokėti")
    on.arrive("Patikrinkite rodmenis", 2.5)
    on.camera.press(on.page.get_by_label("SEB"))
    on.press("Deklaruoti ir apmokėti")
    on.arrive("Į banką")
    on.press("Eiti į")
    on.tell("end")
    _at_the_bank(on)
    on.arrive("Apmokėta", 2)
    on.follow("Atverti kvitą")
    on.arrive("", 2)
    on.camera.go(on.page.locator("main h2, main dt").last)
    on.camera.hold(3)


CHAPTERS: tuple[Callable[[Set], None], ...] = (register, add, pay_for_another, declare_and_pay)
