"""The main job in Firefox and in WPE WebKit, with script and without, and what browsers do each in their own way."""

from collections.abc import Iterator
from itertools import count

import pytest

from blueprints.film import facts
from tests.browser import job, walks
from tests.browser.driven import Driven, soon
from tests.browser.mail import letter
from tests.browser.site import Site
from tests.browser.webdriver import Engine, Firefox, Wpe

ENGINES = [(Firefox, True), (Firefox, False), (Wpe, True), (Wpe, False)]
NAMES = ["firefox", "firefox-no-script", "wpe", "wpe-no-script"]
CODES = count(72000001)
FILM = "var film = document.querySelector('video'); return "


@pytest.fixture(scope="module", params=ENGINES, ids=NAMES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    kind, script = request.param
    started = kind(script)
    yield started
    started.end()


@pytest.fixture
def browser(engine: Engine, site: Site) -> Driven:
    engine.forget()
    return Driven(engine, site.url)


def test_the_main_job_with_an_empty_iki_on_the_way(browser: Driven, site: Site) -> None:
    code = walks.household(site, str(next(CODES)))
    email = f"turi-{code}@pavyzdys.lt"
    job.register(browser, site, email)
    job.add_provider(browser, code)
    job.press(browser, "Deklaruoti ir apmokėti", "Yra klaidų")
    assert soon(lambda: browser.focused().startswith("Yra klaidų"))
    job.type_readings(browser)
    if browser.engine.script:
        browser.see("29,77 €")
    job.declare_and_pay(browser, code)
    assert "29,77" in letter(site, email, "pmok")


# Over plain HTTP WebKit keeps pages that say no-store, and without page.js it shows them; over HTTPS it keeps none.
@pytest.mark.parametrize("engine", ENGINES[:3], ids=NAMES[:3], indirect=True)
def test_back_after_signing_out_shows_no_personal_page(browser: Driven, site: Site) -> None:
    email = f"iseina-{next(CODES)}@pavyzdys.lt"
    job.register(browser, site, email)
    browser.open(f"{site.url}/account")
    browser.see(email)
    browser.open(f"{site.url}/services")
    job.press(browser, "Atsijungti", "Atsijungėte")
    for _ in range(4):
        browser.back()
        browser.see("Prisijunkite")
        assert "Atsijungti" not in browser.page()
        assert email not in browser.page()


@pytest.mark.parametrize("engine", ENGINES[:1], ids=NAMES[:1], indirect=True)
def test_the_film_plays_after_a_press(browser: Driven, site: Site) -> None:
    browser.open(f"{site.url}/help/video")
    assert browser.ask(f"{FILM} film.readyState") == 0
    browser.go("//video")
    browser.press()
    assert soon(lambda: browser.ask(f"{FILM} film.currentTime > 0.2"))
    assert browser.ask(f"{FILM} film.duration") == pytest.approx(facts()["seconds"], abs=0.5)
