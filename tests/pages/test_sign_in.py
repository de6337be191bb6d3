"""Signing in and out, and where one was going."""

import time

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.hashing import hashing
from data.people import Person, Session
from tests import people
from tests.client import BASE_URL, CheckingClient, main_of, parse, said
from tests.signing_in import FAILED, GOOD, ONA, enter, is_signed_in


def token(client: CheckingClient) -> str:
    cookie = client.get_cookie("session", domain="127.0.0.1")
    return cookie.value if cookie else ""


def test_one_signs_in_and_sees_ones_services(client: CheckingClient, ona: Person) -> None:
    page = enter(client, email=" Ona@Pastas.Example ")
    assert page.request.path == "/services"
    assert is_signed_in(client)


def test_the_form_is_one_for_password_managers(client: CheckingClient) -> None:
    form = main_of(parse(client.get("/sign-in"))).find(".//form")
    fields = {field.get("name"): field.get("autocomplete") for field in form.iter("input")}
    assert (fields["email"], fields["password"]) == ("username", "current-password")
    assert form.get("data-hx-post") is None  # success changes the header: a whole page


@pytest.mark.parametrize(("email", "password"), [(ONA, "ne tas slaptažodis"), ("niekas@pastas.example", GOOD)])
def test_what_was_wrong_is_never_told_by_halves(client: CheckingClient, ona: Person, email: str, password: str) -> None:
    page = enter(client, password, email)
    assert FAILED in said(page)
    assert main_of(parse(page)).find(".//input[@id='email']").get("value") == email
    assert password not in page.text
    assert not is_signed_in(client)


def test_nothing_is_judged_before_both_are_there(client: CheckingClient) -> None:
    page = enter(client, "", "")
    assert "Įveskite el. pašto adresą" in said(page)
    assert "Įveskite slaptažodį" in said(page)


def test_signing_in_changes_the_browsers_token(client: CheckingClient, ona: Person) -> None:
    client.get("/sign-in")
    before = token(client)
    enter(client)
    assert token(client) != before
    client.set_cookie("session", before, domain="127.0.0.1")
    assert not is_signed_in(client)


def test_a_stolen_cookie_is_worth_nothing_after_sign_out(app: Flask, client: CheckingClient, ona: Person) -> None:
    enter(client)
    stolen = token(client)
    page = client.get("/account")
    header = parse(page).find(".//header//form")
    client.post("/sign-out", data={field.get("name"): field.get("value") for field in header.iter("input")})
    assert token(client) == ""
    thief = app.test_client()
    thief.set_cookie("session", stolen, domain="127.0.0.1")
    assert not is_signed_in(thief)


def test_a_session_ends_after_half_an_hour_of_rest_and_after_half_a_day(client: CheckingClient, ona: Person) -> None:
    with time_machine.travel("2026-11-23 06:00Z", tick=False) as clock:
        enter(client)
        for _ in range(25):
            clock.shift(1799)
            if not is_signed_in(client):
                break
        assert 11 * 3600 < time.time() - 1795413600 <= 12 * 3600 + 1799  # the absolute end, however busy
        enter(client)
        clock.shift(1800)
        assert not is_signed_in(client)


def test_one_comes_back_to_where_one_was_going(client: CheckingClient, ona: Person) -> None:
    page = client.get("/account/password", follow_redirects=True)
    assert page.request.path == "/sign-in"
    page = client.send(page, email=ONA, password=GOOD)
    assert page.request.path == "/account/password"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example/", "/nowhere"])
def test_nobody_can_say_from_outside_where_that_is(client: CheckingClient, ona: Person, path: str) -> None:
    page = client.get(f"/sign-in?next={path}")
    answer = client.post(f"/sign-in?next={path}", data=_fields(page) | {"email": ONA, "password": GOOD})
    assert answer.location == "/services"


def _fields(page: TestResponse) -> dict[str, str]:
    form = main_of(parse(page)).find(".//form")
    return {field.get("name", ""): field.get("value", "") for field in form.iter("input")}


def test_what_cannot_be_shown_again_leads_to_the_services(client: CheckingClient, ona: Person) -> None:
    page = client.get("/sign-in")
    client.post("/account/sign-out-everywhere", data={"csrf": _fields(page)["csrf"]})
    assert enter(client).request.path == "/services"


def test_a_browser_without_cookies_is_told_so(app: Flask) -> None:
    bare = app.test_client(use_cookies=False)
    fields = _fields(bare.get("/sign-in"))
    answer = bare.post("/sign-in", data=fields | {"email": ONA, "password": GOOD}, base_url=BASE_URL)
    assert answer.status_code == 403
    assert "nepriima slapukų" in said(answer)


def test_a_new_browser_speaks_the_language_of_the_account(client: CheckingClient, app: Flask) -> None:
    people.person(ONA, hashing.hash(GOOD), language="en")
    assert parse(enter(client)).get("lang") == "en"
    chosen = app.test_client()
    chosen.set_cookie("language", "lt", domain="127.0.0.1")
    assert parse(enter(chosen)).get("lang") == "lt"


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_sent_after_the_session_had_ended_is_there_again(client: CheckingClient, htmx: bool) -> None:
    jonas = people.jonas(ONA)
    Person.update(password_hash=hashing.hash(GOOD)).where(Person.id == jonas.person.id).execute()
    client.sign_in(jonas.person)
    page = client.get(f"/readings/{jonas.meters['electricity'].public_id}/values")
    Session.delete().where(Session.person == jonas.person).execute()
    page = client.send(page, "choice=declare", htmx=htmx, iki="7700")
    assert "Prisijunkite iš naujo. Tai, ką išsiuntėte, išsaugota" in said(page)
    page = client.send(page, email=ONA, password=GOOD)
    assert page.request.path.endswith("/values")
    assert main_of(parse(page)).find(".//input[@id='iki']").get("value") == "7700"
