"""`python -m measure.screens_of_terminals`: every page of a visit at a terminal, in both sizes of screen and in every
look, as pictures for people to see. They stand in .tools/screens beside the site's, a folder a screen and look.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from measure import sheets
from measure.browsers import chromium
from measure.screens import OUT, Look
from tests.browser import walks
from tests.browser.enrolled import enrolled, start
from tests.browser.kiosk.touching import BROAD, TALL, press, to_code
from tests.browser.site import running

SCREENS = {"tall": TALL, "broad": BROAD}
LOOKS = (
    Look("A", chosen={"text": "1"}),
    Look("A++", chosen={"text": "3"}),
    Look("contrast", chosen={"theme": "contrast"}),
)
CHOSEN = """chosen => ['text', 'theme'].forEach(name => {
    if (chosen[name]) document.documentElement.setAttribute('data-' + name, chosen[name]);
    else document.documentElement.removeAttribute('data-' + name);
})"""
CODE = "70000701"
OPENED = {
    "start": "/kiosk",
    "kinds": "/services/add/provider",
    "search": "/services/add/provider?look=1",
    "smart-id": "/sign-in/smart-id",
    "mobile-id": "/sign-in/mobile-id",
    "help": "/help",
    "topic": "/help?topic=payments",
    "call-back": "/help/call-back",
    "report": "/help/report",
    "missing": "/help/nothing",
    "still-there": "/kiosk/still-there",
    "services": "/services",
    "basket": "/pay/basket",
    "sound": "/display/sound/on",
}


def walk(page: Page) -> Iterator[str]:
    """The names of the pages of a visit, each while it is open."""
    to_code(page)
    yield "code"
    press(page, "1")
    page.locator(".keyed [type=submit]").first.tap()
    expect(page.locator(".problems")).to_be_visible()
    yield "code-refused"
    page.locator("#payer_code").fill(CODE)
    page.locator(".keyed [type=submit]").first.tap()
    expect(page.locator(".summary")).to_be_visible()
    yield "service"
    page.locator("main [type=submit]").first.tap()
    expect(page.locator(".panel.ok")).to_be_visible()
    yield "added"
    page.locator(".panel.ok ~ p a.button").first.tap()
    expect(page.locator("#iki_t1")).to_be_visible()
    yield "iki"
    yield from declare(page)
    for name, path in OPENED.items():
        page.goto(path)
        yield name
    page.goto("/kiosk/end")
    yield "end"


def declare(page: Page) -> Iterator[str]:
    press(page, "12")
    page.locator("[name=choice]").first.tap()
    expect(page.locator(".problems")).to_be_visible()
    yield "iki-refused"
    page.locator("#iki_t1").fill("32001")
    page.locator("#iki_t2").fill("4400")
    page.locator("[name=choice]").first.tap()
    expect(page.locator("h1")).to_contain_text("Ar rodmuo teisingas")
    yield "unusual"
    page.go_back()
    page.locator("#iki_t1").fill("12401")
    page.locator("#iki_t2").fill("4400")
    page.locator('[name=choice][value="declare_and_pay"]').tap()
    expect(page.locator("[name=method]").first).to_be_visible()
    yield "check"
    page.locator('[name=method][value="later"]').tap()
    expect(page.locator(".receipt")).to_be_visible()
    yield "receipt"
    receipt = page.url
    page.get_by_role("button", name="Persiųsti į telefoną").tap()
    expect(page.locator("div.qr")).to_be_visible()
    yield "to-phone"
    page.goto(receipt)


def take(page: Page, name: str) -> None:
    """The page as it is, in each screen and look."""
    for screen, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        for look in LOOKS:
            page.evaluate(CHOSEN, look.chosen)
            page.screenshot(path=folder(screen, look) / f"{name}.png", animations="disabled")
    page.evaluate(CHOSEN, LOOKS[0].chosen)
    page.set_viewport_size({"width": TALL[0], "height": TALL[1]})


def folder(screen: str, look: Look) -> Path:
    return OUT / f"terminal-{screen}-{look.name}"


def main() -> int:
    every = [folder(screen, look) for screen in SCREENS for look in LOOKS]
    for one in every:
        shutil.rmtree(one, ignore_errors=True)
        one.mkdir(parents=True)
    with TemporaryDirectory() as instance, running(Path(instance)) as site, chromium() as browser:
        walks.household(site, CODE)
        with browser.new_context(base_url=site.url, locale="lt-LT", has_touch=True) as context:
            context.route("http://127.0.0.1:8010/**", lambda route: route.fulfill(status=204))
            page = context.new_page()
            page.set_viewport_size({"width": TALL[0], "height": TALL[1]})
            page.goto(start(site, enrolled(site)))
            for name in walk(page):
                take(page, name)
                print(name, flush=True)
    for one in every:
        sheets.lay_out(sorted(one.glob("*.png")), OUT / "sheets", one.name)
    print(OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
