"""The person's own account: language, password, devices."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.hashing import hashing
from data.people import Person, Session
from settings import Settings
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.mail import Postman
from tests.signing_in import GOOD, NEW, ONA, is_signed_in


@pytest.fixture
def here(client: CheckingClient, ona: Person) -> CheckingClient:
    client.sign_in(ona)
    return client


@pytest.fixture
def there(app: Flask, ona: Person) -> CheckingClient:
    other: CheckingClient = app.test_client()
    other.sign_in(ona)
    return other


def form_to(page: TestResponse, end: str) -> int:
    forms = list(main_of(parse(page)).iter("form"))
    return next(place for place, form in enumerate(forms) if form.get("action", "").endswith(end))


def test_it_is_for_signed_in_people(client: CheckingClient) -> None:
    assert client.get("/account").location == "/sign-in"
    assert client.get("/account/password").location == "/sign-in"


def test_the_language_is_kept_for_pages_and_letters(here: CheckingClient, ona: Person) -> None:
    page = here.send(here.get("/account"), language="en")
    assert parse(page).get("lang") == "en"
    assert Person.get_by_id(ona.id).language == "en"


def test_an_unknown_language_changes_nothing(here: CheckingClient, ona: Person) -> None:
    here.send(here.get("/account"), language="xx")
    assert Person.get_by_id(ona.id).language == "lt"


def change(client: CheckingClient, present: str = GOOD, new: str = NEW) -> TestResponse:
    return client.send(client.get("/account/password"), password=present, new_password=new)


def test_a_change_of_password_keeps_this_device_and_ends_the_others(
    here: CheckingClient, there: CheckingClient, ona: Person, settings: Settings
) -> None:
    page = change(here)
    assert "Slaptažodis pakeistas" in said(page)
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert hashing.fits(Person.get_by_id(ona.id).password_hash, NEW)
    assert Postman(settings).letters(ONA)[-1].subject == "Jūsų slaptažodis pakeistas"


def test_the_present_password_must_fit(here: CheckingClient, there: CheckingClient, ona: Person) -> None:
    assert "Dabartinis slaptažodis netinka" in said(change(here, present="ne tas slaptažodis"))
    assert "Įveskite dabartinį slaptažodį" in said(change(here, present=""))
    assert hashing.fits(Person.get_by_id(ona.id).password_hash, GOOD)
    assert is_signed_in(there)


def test_the_new_password_must_be_good(here: CheckingClient) -> None:
    assert "Slaptažodis per trumpas" in said(change(here, new="trumpas"))
    assert "lengva atspėti" in said(change(here, new="ona ona ona ona ona"))


def test_guessing_the_present_password_is_limited(here: CheckingClient) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False):  # the first wait is only a second
        for _ in range(5):
            change(here, present="ne tas slaptažodis")
        assert change(here).status_code == 429


def test_devices_are_listed_and_ended_one_by_one(here: CheckingClient, there: CheckingClient) -> None:
    page = here.get("/account")
    assert said(page).count("Prisijungta:") == 2
    assert said(page).count("šis įrenginys") == 1
    page = here.send(page, form=form_to(page, "/end"))
    assert "Įrenginys atjungtas" in said(page)
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_nobody_ends_a_strangers_session(here: CheckingClient, there: CheckingClient) -> None:
    stranger = people.person("jonas@pastas.example")
    here.sign_in(stranger)
    ona_session = Session.select().where(Session.person != stranger).first()
    page = here.get("/account")
    csrf = main_of(parse(page)).find(".//input[@name='csrf']").get("value")
    answer = here.post(f"/account/sessions/{ona_session.public_id}/end", data={"csrf": csrf})
    assert answer.status_code == 404
    assert is_signed_in(there)


def test_signing_out_everywhere_ends_all(here: CheckingClient, there: CheckingClient) -> None:
    page = here.get("/account")
    page = here.send(page, form=form_to(page, "/sign-out-everywhere"))
    assert page.request.path == "/"
    assert "Atsijungėte" in said(page)
    assert not is_signed_in(here)
    assert not is_signed_in(there)
