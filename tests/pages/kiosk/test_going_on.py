"""From the terminal to the telephone: where one goes on, and that the visit is over then (KIOSK.md §5)."""

import pytest

from data.drafts import DraftRow
from data.kiosks.tables import KioskVisit
from data.people import Person, Session
from data.readings import Declaration
from data.services import Service
from settings import LANGUAGES
from tests import people
from tests.client import CheckingClient, said
from tests.handing_on import ENDING, at_check, at_iki, code_of, declared, guest, offered, signed_in
from tests.kiosks import enrolled, visit
from tests.paying import heading


def test_a_guest_goes_on_at_the_very_step_with_what_was_typed(client: CheckingClient, phone: CheckingClient) -> None:
    page = at_check(client)
    code = offered(client, page)
    entered = phone.send(phone.get(f"/k/{code}"), digits=f" {ENDING} ")
    assert entered.request.path == page.request.path
    assert "99 995" in said(entered).replace("\xa0", " ")
    assert "Swedbank" in said(entered)
    assert client.get("/services").location == "/kiosk/end"
    assert KioskVisit.get().ended_by == "phone"
    client.get("/kiosk/end")
    assert client.get("/services").location == "/sign-in"


def test_the_phone_declares_and_pays_what_the_terminal_began(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_check(client))
    page = phone.send(phone.get(f"/k/{code}"), digits=ENDING)
    page = phone.send(page, method="seb")
    assert heading(page) == "Į banką"
    declaration = Declaration.get()
    assert declaration.person.role == "guest"
    assert phone.get(f"/receipts/{declaration.number}").status_code == 200


def test_a_receipt_goes_to_the_phone(client: CheckingClient, phone: CheckingClient) -> None:
    page = declared(client)
    number = Declaration.get().number
    code = offered(client, page)
    assert phone.send(phone.get(f"/k/{code}"), digits=ENDING).request.path == f"/receipts/{number}"


def test_a_code_that_is_only_typed_so_far_is_asked_for_too(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, guest(client))
    entered = phone.send(phone.get(f"/k/{code}"), digits=ENDING)
    assert heading(entered).endswith("Patikrinkite, ką įvedėte")
    assert Service.select().where(Service.person == Session.get().person).count() == 0


def test_before_any_code_is_typed_nothing_is_asked(client: CheckingClient, phone: CheckingClient) -> None:
    people.jonas()
    visit(client)
    client.send(client.get("/kiosk"))
    page = client.get("/services/add/provider")
    code = offered(client, page)
    entered = phone.get(f"/k/{code}")
    assert 'name="digits"' not in entered.text
    assert phone.send(entered).request.path == "/services/add/provider"


def test_pressing_twice_goes_on_once(client: CheckingClient, phone: CheckingClient) -> None:
    page = at_check(client)
    entered = phone.get(f"/k/{offered(client, page)}")
    token = phone.get_cookie("session", domain="127.0.0.1")
    assert token
    phone.send(entered, digits=ENDING)
    phone.set_cookie("session", token.value, domain="127.0.0.1")
    assert phone.send(entered, digits=ENDING).request.path == page.request.path


def test_the_terminal_notices_at_its_next_question(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    phone.send(phone.get(f"/k/{code}"), digits=ENDING)
    assert client.as_htmx("/kiosk/phone/changed/waiting?asked").headers["HX-Redirect"] == "/kiosk/end"
    assert client.get("/kiosk/phone?asked").location == "/kiosk/end"
    end = client.get("/kiosk/end")
    assert "127.0.0.1:8010/done" in end.text
    assert client.get_cookie("visit", domain="127.0.0.1") is None


def test_who_signed_in_signs_in_on_the_phone_and_no_digits_help(client: CheckingClient, phone: CheckingClient) -> None:
    flat = signed_in(client)
    path = f"/readings/{flat.meters['mother'].public_id}/values"
    client.send(client.get(path), "choice=declare", iki="x")
    code = offered(client, client.get(path))
    assert phone.get(f"/k/{code}").location == "/sign-in"
    assert "Prisijunkite taip pat kaip terminale" in said(phone.get("/sign-in"))
    assert phone.get("/services").location == "/sign-in"
    phone.sign_in(flat.person)
    entered = phone.send(phone.get(f"/k/{code}"))
    assert entered.request.path == path
    assert 'value="x"' in entered.text
    assert KioskVisit.get().ended_by == "phone"
    assert [one.person_id for one in Session.select()] == [flat.person.id]


def test_signing_in_comes_back_to_the_code(client: CheckingClient, phone: CheckingClient) -> None:
    signed_in(client)
    code = offered(client, client.get("/services/add/provider"))
    phone.get(f"/k/{code}")
    kept = [row.answers for row in DraftRow.select().where(DraftRow.journey == "sign-in")]
    assert any(f"/k/{code}" in answers for answers in kept)


def test_another_persons_account_does_not_go_on(client: CheckingClient, phone: CheckingClient) -> None:
    signed_in(client)
    code = offered(client, client.get("/services/add/provider"))
    phone.sign_in(people.person("kitas@pavyzdys.lt"))
    page = phone.get(f"/k/{code}")
    assert "Terminale prisijungė kitas žmogus" in said(page)
    assert "jonas" not in page.text.lower()
    token = phone.get("/help/report").text.split('name="csrf" value="')[1].split('"')[0]
    assert phone.post(f"/k/{code}", data={"csrf": token}).location == f"/k/{code}"
    assert KioskVisit.get().ended_at is None


def test_a_guest_on_the_phone_signs_in_first_too(client: CheckingClient, phone: CheckingClient) -> None:
    signed_in(client)
    code = offered(client, client.get("/services/add/provider"))
    phone.send(phone.get("/"))
    assert phone.get(f"/k/{code}").location == "/sign-in"


def test_an_account_on_the_phone_takes_the_guests_things_in(client: CheckingClient, phone: CheckingClient) -> None:
    page = at_check(client)
    code = offered(client, page)
    ona = people.person("ona@pavyzdys.lt")
    phone.sign_in(ona)
    entered = phone.send(phone.get(f"/k/{code}"), digits=ENDING)
    assert entered.request.path == page.request.path
    assert "99 995" in said(entered).replace("\xa0", " ")
    assert Person.select().where(Person.role == "guest").count() == 0
    assert Service.select().where(Service.person == ona).count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_speaks_as_the_terminal_did(client: CheckingClient, phone: CheckingClient, language: str) -> None:
    page = at_iki(client)
    client.get(f"/language/{language}")
    code = offered(client, page)
    entered = phone.get(f"/k/{code}")
    assert f'<html lang="{language}"' in entered.text
    assert f'<html lang="{language}"' in phone.send(entered, digits=ENDING).text


ELSEWHERE = ("//evil.example", "https://evil.example/services", "/staff", "/kiosk/end", "/servicesx", "/nowhere", "")


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_phone_goes_nowhere_but_to_pages_of_ours(client: CheckingClient, phone: CheckingClient, path: str) -> None:
    page = at_iki(client)
    code = code_of(client.send(page, form=1, path=path))
    assert phone.send(phone.get(f"/k/{code}"), digits=ENDING).request.path == "/services"


def test_the_other_way_round_is_not_offered(client: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    other = client.application.test_client()
    visit(other, enrolled(client, "Seniūnija"))  # type: ignore[arg-type]
    for path in ("/k", f"/k/{code}"):
        assert other.get(path).location == "/kiosk"


def test_nobody_who_has_not_begun_has_anything_to_go_on_with(client: CheckingClient) -> None:
    visit(client)
    page = client.get("/kiosk")
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    assert client.post("/kiosk/phone", data={"csrf": token, "path": "/services"}).location == "/kiosk"
    assert client.get("/kiosk/phone").location == "/kiosk"
    assert "/kiosk/phone" not in page.text
