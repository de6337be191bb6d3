"""Signing in and out, wrong passwords, forgotten ones, and where one was going."""

import time

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from blueprints.access import address
from blueprints.hashing import Busy, Hashing, hashing
from blueprints.steps import HELD_AN_HOUR
from data import limits
from data.database import connect, database
from data.drafts import DraftRow
from data.people import Person, Session
from settings import Settings
from tests import people
from tests.client import BASE_URL, CheckingClient, main_of, parse, text_of
from tests.mail import Postman

ONA, GOOD, NEW = "ona@pastas.example", "obuolys lietus stalas upė", "septyni seni stulpai prie tvoros"
FAILED = "Nepavyko prisijungti. Patikrinkite el. pašto adresą ir slaptažodį"
TOO_MANY = "Per daug bandymų. Bandykite vėliau"


@pytest.fixture
def ona(app: Flask) -> Person:
    return people.person(ONA, hashing.hash(GOOD))


@pytest.fixture
def postman(settings: Settings, app: Flask) -> Postman:
    return Postman(settings)


def said(page: TestResponse) -> str:
    return text_of(main_of(parse(page)))


def enter(client: CheckingClient, password: str = GOOD, email: str = ONA) -> TestResponse:
    return client.send(client.get("/sign-in"), email=email, password=password)


def is_signed_in(client: CheckingClient) -> bool:
    return client.get("/account").status_code == 200


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


class Watched(PasswordHasher):
    """argon2's own hasher, which keeps what it was asked to compare with."""

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - argon2's name for it
        self.compared = [*getattr(self, "compared", ()), hash]
        return super().verify(hash, password)


def test_an_unknown_address_costs_as_much_as_a_known_one(ona: Person) -> None:
    watched = Hashing()
    watched.hasher = hasher = Watched.from_parameters(extract_parameters(ona.password_hash))
    assert not any(watched.fits(kept, "nobody's password") for kept in (ona.password_hash, None))
    known, unknown = map(extract_parameters, hasher.compared)
    assert known == unknown


def test_an_unknown_address_waits_in_the_same_queue(ona: Person) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    with small._turn():
        for kept in (ona.password_hash, None):
            with pytest.raises(Busy):
                small.fits(kept, GOOD)


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


def test_after_five_wrong_passwords_one_waits_longer_and_longer(client: CheckingClient, ona: Person) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        for _ in range(5):
            assert FAILED in said(enter(client, "ne tas slaptažodis"))
        waits = []
        for _ in range(8):
            answer = enter(client, "ne tas slaptažodis")
            assert (answer.status_code, TOO_MANY in said(answer)) == (429, True)
            waits.append(int(answer.headers["Retry-After"]))
            clock.shift(waits[-1])
            assert FAILED in said(enter(client, "ne tas slaptažodis"))
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
        clock.shift(60)
        assert enter(client).request.path == "/services"


def test_a_stranger_who_guesses_does_not_keep_the_owner_out(app: Flask, client: CheckingClient, ona: Person) -> None:
    stranger = app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        for _ in range(5):
            enter(stranger, "ne tas slaptažodis")
        assert enter(stranger).status_code == 429
        assert enter(client).request.path == "/services"


def test_limits_hold_across_two_instances_of_the_site(app: Flask, settings: Settings, ona: Person) -> None:
    database.close()  # the second instance opens its own
    other = create_app(settings)
    connect()
    other.test_client_class = CheckingClient
    browsers = [app.test_client(), other.test_client()]
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        answers = [enter(browsers[turn % 2], "ne tas slaptažodis").status_code for turn in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_one_address_may_try_thirty_times(app: Flask, ona: Person) -> None:
    stranger = app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        answers = [enter(stranger, "ne tas", f"kas{turn}@pastas.example") for turn in range(31)]
        assert [answer.status_code for answer in answers] == [200] * 30 + [429]
        clock.shift(600)
        assert enter(stranger).request.path == "/services"


def test_too_many_at_once_are_asked_to_wait_and_keep_their_address(
    client: CheckingClient, ona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    monkeypatch.setattr("blueprints.sign_in.hashing", small)
    with small._turn():
        page = enter(client)
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "Šiuo metu daug lankytojų" in said(page)
    assert main_of(parse(page)).find(".//input[@id='email']").get("value") == ONA
    assert enter(client).request.path == "/services"


def test_a_hash_of_older_parameters_is_renewed(client: CheckingClient, app: Flask) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)
    person = people.person(ONA, old)
    enter(client)
    renewed = Person.get_by_id(person.id).password_hash
    assert renewed != old
    assert hashing.fits(renewed, GOOD)


def forget(client: CheckingClient, email: str = ONA) -> TestResponse:
    return client.send(client.get("/sign-in/forgotten"), email=email)


def test_a_forgotten_password_is_replaced_by_the_link(client: CheckingClient, ona: Person, postman: Postman) -> None:
    assert "Patikrinkite el. paštą" in said(forget(client))
    page = client.get(postman.link(ONA))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    page = client.send(page, password=NEW)
    assert "Slaptažodis pakeistas. Prisijunkite naujuoju" in said(page)
    assert not is_signed_in(client)
    assert FAILED in said(enter(client, GOOD))
    enter(client, NEW)
    assert is_signed_in(client)
    assert postman.letters(ONA)[-1].subject == "Jūsų slaptažodis pakeistas"


def test_setting_a_new_password_ends_every_session(
    app: Flask, client: CheckingClient, ona: Person, postman: Postman
) -> None:
    thief = app.test_client()
    enter(thief)
    forget(client)
    client.send(client.get(postman.link(ONA)), password=NEW)
    assert not is_signed_in(thief)
    assert Session.select().count() == 0


def test_a_weak_new_password_does_not_use_the_link_up(client: CheckingClient, ona: Person, postman: Postman) -> None:
    forget(client)
    page = client.send(client.get(postman.link(ONA)), password="trumpas")
    assert page.status_code == 422
    assert "Slaptažodis per trumpas" in said(page)
    client.send(page, password=NEW)
    assert enter(client, NEW).request.path == "/services"


def test_a_reset_link_works_once_and_for_an_hour(client: CheckingClient, ona: Person, postman: Postman) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        forget(client)
        link = postman.link(ONA)
        page = client.get(link)
        client.send(page, password=NEW)
        assert client.get(link).status_code == 410
        assert client.send(page, password=GOOD).status_code == 410
        forget(client)
        clock.shift(3600)
        assert client.get(postman.link(ONA)).status_code == 410


def test_a_newer_letter_makes_the_older_worthless(client: CheckingClient, ona: Person, postman: Postman) -> None:
    forget(client)
    older = postman.link(ONA)
    forget(client)
    assert client.get(older).status_code == 410
    assert client.get(postman.link(ONA)).status_code == 200


def test_nobody_can_tell_by_forgetting_who_is_registered(
    app: Flask, client: CheckingClient, ona: Person, postman: Postman
) -> None:
    known, unknown = forget(client), forget(app.test_client(), "niekas@pastas.example")
    assert said(known).replace(ONA, "") == said(unknown).replace("niekas@pastas.example", "")
    assert postman.letters("niekas@pastas.example")[0].subject == "Paskyros su šiuo adresu nėra"


def test_three_letters_an_hour(client: CheckingClient, ona: Person, postman: Postman) -> None:
    answers = [forget(client).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert len(postman.letters(ONA)) == 3


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


def test_what_the_site_was_too_busy_to_look_at_is_nobodys_failure(
    client: CheckingClient, ona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    monkeypatch.setattr("blueprints.sign_in.hashing", small)
    with small._turn():
        assert {enter(client).status_code for _ in range(8)} == {503}
    assert enter(client).request.path == "/services"


@pytest.mark.parametrize(("before", "iki", "kept"), [(0, "7700", 1), (0, "7" * 50_000, 0), (HELD_AN_HOUR, "7700", 0)])
def test_strangers_cannot_fill_the_disk_with_forms_that_wait(app: Flask, before: int, iki: str, kept: int) -> None:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    token = client.get("/help/report").text.split('name="csrf" value="')[1].split('"')[0]
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(before):
            limits.count("held", address())
    answer = client.post("/readings/any/values", data={"csrf": token, "iki": iki})
    assert answer.location == "/sign-in"
    assert DraftRow.select().where(DraftRow.subject == "any").count() == kept
    assert ("kept@" in str(answer.headers)) == bool(kept)
