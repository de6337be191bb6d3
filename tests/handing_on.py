"""Somebody at a terminal who has come somewhere, for tests of what leaves a visit."""

import re

from werkzeug.test import TestResponse

from data.kiosks.tables import KioskVisit
from data.people import Session
from tests.client import CheckingClient, main_of, parse
from tests.kiosks import visit
from tests.people import Flat, jonas

CODE, ENDING = "20000002", "002"


def guest(client: CheckingClient, secret: str = "") -> TestResponse:
    """A guest at the page that shows what they have typed; Jonas's mother's meter is there."""
    jonas()
    visit(client, secret)
    client.send(client.get("/kiosk"))
    page = client.send(client.get("/services/add/provider?q=elektra"), "provider=elektra")
    return client.send(page, payer_code=CODE, whose="other")


def at_iki(client: CheckingClient, secret: str = "") -> TestResponse:
    """The guest has added the service and stands at the Iki row."""
    client.send(guest(client, secret))
    return client.get(client.get("/readings").location or "/readings")


def at_check(client: CheckingClient, secret: str = "", choice: str = "declare_and_pay") -> TestResponse:
    return client.send(at_iki(client, secret), f"choice={choice}", iki="99995")


def declared(client: CheckingClient, secret: str = "") -> TestResponse:
    """The receipt of what the guest has declared."""
    return client.send(at_check(client, secret, "declare"))


def signed_in(client: CheckingClient, secret: str = "") -> Flat:
    """Jonas has signed in at the terminal, which his telephone does not know of."""
    flat = jonas()
    visit(client, secret)
    client.sign_in(flat.person)
    KioskVisit.update(browser=Session.get().token_hash).where(KioskVisit.ended_at.is_null()).execute()
    return flat


def code_of(page: TestResponse) -> str:
    """The code that the terminal shows."""
    found = re.search(r'class="compare">([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})<', page.text)
    assert found, page.text
    return found[1]


def form_of(page: TestResponse, action: str) -> int:
    """Which of the page's forms goes there."""
    return [form.get("action") for form in main_of(parse(page)).iter("form")].index(action)


def offered(client: CheckingClient, page: TestResponse) -> str:
    """Press "Tęsti telefone" of a page; the code."""
    return code_of(client.send(page, form=form_of(page, "/kiosk/phone")))


def is_dead(phone: CheckingClient, code: str) -> bool:
    """Whether the code is worth nothing any more."""
    page = phone.get(f"/k/{code}")
    return page.status_code == 410 and "Kodas nebegalioja" in page.text
