"""A visit: how it begins, how it ends, and that nothing of it is left (KIOSK.md §1, §3)."""

import time
from collections.abc import Iterator

import pytest
import time_machine

from data import kiosks, people
from data.drafts import DraftRow
from data.kiosks.tables import KioskVisit
from data.limits import LimitHit
from data.people import Session
from tests.client import CheckingClient
from tests.kiosks import enrolled, ticket, visit
from tests.people import jonas, person

CODE = {"payer_code": "20000002", "whose": "other"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(time.time(), tick=False) as moved:
        yield moved


def guest(client: CheckingClient) -> None:
    """Somebody at the terminal who has come as far as the Iki page by a payer code."""
    jonas()
    page = client.send(client.get("/kiosk"))
    page = client.send(client.get("/services/add/provider?q=elektra"), "provider=elektra")
    client.send(client.send(page, **CODE))


def test_a_ticket_begins_a_visit_once(client: CheckingClient) -> None:
    token = ticket(client, enrolled(client))
    assert client.get(f"/kiosk/start?ticket={token}").location == "/kiosk"
    assert "Baigti" in client.get("/kiosk").text
    assert client.get(f"/kiosk/start?ticket={token}").status_code == 403


def test_a_ticket_is_good_for_a_minute(client: CheckingClient, clock: time_machine.Traveller) -> None:
    token = ticket(client, enrolled(client))
    clock.shift(60)
    assert client.get(f"/kiosk/start?ticket={token}").status_code == 403


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/start", "/kiosk/start?ticket=x", "/kiosk/awake", "/kiosk/end"])
def test_a_terminals_page_elsewhere_says_whom_it_is_for(client: CheckingClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 403
    assert "Šis puslapis skirtas terminalams" in page.text


def test_nothing_but_the_ticket_makes_a_terminal(client: CheckingClient) -> None:
    client.set_cookie("visit", "A" * 43, domain="127.0.0.1")
    assert client.get("/kiosk").location == "/kiosk/end"
    client.delete_cookie("visit", domain="127.0.0.1")
    assert client.get("/kiosk", headers={"User-Agent": "kiosk", "X-Forwarded-For": "127.0.0.1"}).status_code == 403


def test_the_button_ends_the_visit_and_the_browser_goes_back_to_its_program(client: CheckingClient) -> None:
    visit(client)
    page = client.get("/kiosk/end")
    assert 'content="0; url=http://127.0.0.1:8010/done"' in page.text
    assert page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert KioskVisit.get().ended_by == "button"
    assert client.get("/kiosk").status_code == 403
    assert client.get_cookie("visit", domain="127.0.0.1") is None


def test_whoever_comes_next_finds_nothing_of_the_guest_before(client: CheckingClient) -> None:
    secret = enrolled(client)
    visit(client, secret)
    guest(client)
    assert Session.select().count() == 1
    client.get("/kiosk/end")
    assert (Session.select().count(), DraftRow.select().where(DraftRow.result == "").count()) == (0, 0)
    visit(client, secret)
    assert client.get("/services").location == "/sign-in"


def test_what_a_signed_in_person_typed_is_theirs_elsewhere(client: CheckingClient) -> None:
    flat = jonas()
    visit(client)
    client.sign_in(flat.person)
    KioskVisit.update(browser=Session.get().token_hash).execute()
    path = f"/readings/{flat.meters['mother'].public_id}/values"
    client.send(client.get(path), "choice=declare", iki="99995")
    client.get("/kiosk/end")
    assert Session.select().count() == 0
    client.sign_in(flat.person)
    assert "99995" in client.get(path).text


@pytest.mark.parametrize(("calm", "lasts"), [("off", 120), ("on", 240)])
def test_a_visit_nobody_attends_to_is_over(
    client: CheckingClient, clock: time_machine.Traveller, calm: str, lasts: int
) -> None:
    visit(client)
    client.get(f"/display/calm/{calm}")
    client.get("/kiosk")
    clock.shift(lasts - 1)
    assert kiosks.end_idle() == 0
    clock.shift(1)
    assert client.get("/services").location == "/kiosk/end"
    assert client.as_htmx("/kiosk").headers["HX-Redirect"] == "/kiosk/end"
    assert kiosks.end_idle() == 1


def test_a_page_that_notices_too_late_wipes_all_the_same(client: CheckingClient, clock: time_machine.Traveller) -> None:
    visit(client)
    guest(client)
    clock.shift(121)
    assert client.get("/services").location == "/kiosk/end"
    client.get("/kiosk/end")
    assert (KioskVisit.get().ended_by, DraftRow.select().where(DraftRow.result == "").count()) == ("idle", 0)


def test_touching_the_screen_keeps_the_visit(client: CheckingClient, clock: time_machine.Traveller) -> None:
    visit(client)
    for _ in range(4):
        clock.shift(100)
        assert client.get("/kiosk/awake").status_code == 204


def test_half_an_hour_is_the_longest_visit(client: CheckingClient, clock: time_machine.Traveller) -> None:
    visit(client)
    for _ in range(17):
        clock.shift(100)
        client.get("/kiosk/awake")
    clock.shift(100)
    assert client.get("/kiosk").location == "/kiosk/end"


def test_without_script_a_page_asks_and_then_ends(client: CheckingClient) -> None:
    visit(client)
    page = client.get("/kiosk/still-there").text
    assert 'content="30; url=/kiosk/end?by=idle"' in page
    assert "Ar dar esate čia?" in page
    client.get("/kiosk/end?by=idle")
    assert KioskVisit.get().ended_by == "idle"


@pytest.mark.parametrize("state", ["paused", "revoked"])
def test_pausing_or_revoking_the_terminal_ends_its_visit(client: CheckingClient, state: str) -> None:
    visit(client)
    kiosks.set_state(kiosks.all_of_them()[0].public_id, state)
    assert client.get("/services").location == "/kiosk/end"


def test_the_next_ticket_ends_what_went_before(client: CheckingClient) -> None:
    secret = enrolled(client)
    visit(client, secret)
    ticket(client, secret)
    assert KioskVisit.get().ended_by == "next"
    assert client.get("/kiosk").location == "/kiosk/end"


@pytest.mark.parametrize("path", ["/", "/register/email", "/sign-in", "/account", "/staff", "/sign-in/gateway"])
def test_a_visit_that_strays_comes_back(client: CheckingClient, path: str) -> None:
    visit(client)
    assert client.get(path).location == "/kiosk"


def test_staff_who_try_a_visit_in_their_own_browser_are_signed_out(client: CheckingClient) -> None:
    enrolled(client)
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    page = client.get(f"/staff/kiosks/{kiosks.all_of_them()[0].public_id}")
    first = client.send(page, form=3)
    assert first.location == "/kiosk"
    assert "Prisijunkite" not in client.get("/services").text
    assert people.Session.select().count() == 0
    assert "127.0.0.1:8010" not in client.get("/kiosk/end").text


def test_terminals_share_no_limit_with_their_line(client: CheckingClient) -> None:
    visit(client)
    guest(client)
    at_the_terminal = LimitHit.get(LimitHit.bucket == "address").key
    other = client.application.test_client()
    other.post("/kiosk/enrol", data={"code": "ABCDEFGH"}, base_url="http://127.0.0.1:8000")
    keys = {hit.key for hit in LimitHit.select().where(LimitHit.bucket == "address")}
    assert at_the_terminal in keys
    assert len(keys) == 2
