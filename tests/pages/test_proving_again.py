"""Before what protects an account one proves once more who one is, by the ways that one has."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.hashing import hashing
from data import limits
from data.people import Person, Session
from tests import people
from tests.attempting import JONAS
from tests.client import CheckingClient, main_of, parse, said
from tests.people import identity
from tests.proofs import by_smart_id, prove_by_smart_id, with_identity
from tests.signing_in import GOOD, is_signed_in

GUARDED = ("/account/email", "/account/password/set", "/account/sessions", "/account/data", "/account/export")
PROVE = "/account/prove"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.now(UTC), tick=False) as now:
        yield now


@pytest.fixture
def here(client: CheckingClient, ona: Person) -> CheckingClient:
    """Ona has signed in by e-mail and password; they are all she has."""
    client.sign_in(ona)
    return client


@pytest.fixture
def strong(client: CheckingClient, ona: Person) -> CheckingClient:
    """Ona has a strong identity too, and has signed in by her password."""
    client.sign_in(with_identity(ona, identity()))
    return client


def prove(client: CheckingClient, password: str = GOOD) -> TestResponse:
    return client.send(client.get(PROVE), password=password)


def token(client: CheckingClient) -> str:
    found = client.get_cookie("session", domain="127.0.0.1")
    assert found
    return found.value


def links(page: TestResponse) -> list[str]:
    return [link.get("href", "") for link in main_of(parse(page)).iter("a")]


@pytest.mark.parametrize("path", GUARDED)
def test_a_signed_in_person_proves_it_once_more(here: CheckingClient, path: str) -> None:
    assert here.get(path).location == PROVE


@pytest.mark.parametrize("path", GUARDED)
def test_the_password_typed_again_leads_back_to_where_one_was_going(here: CheckingClient, path: str) -> None:
    here.get(path)
    page = here.get(PROVE)
    form = {"csrf": main_of(parse(page)).find(".//input[@name='csrf']").get("value"), "password": GOOD}
    assert here.post(PROVE, data=form).location == path


def test_it_holds_for_ten_minutes(here: CheckingClient, clock: time_machine.Traveller) -> None:
    prove(here)
    clock.shift(599)
    assert here.get("/account/email").status_code == 200
    clock.shift(1)
    assert here.get("/account/email").location == PROVE


def test_it_holds_in_the_session_that_was_proven_alone(app: Flask, here: CheckingClient, ona: Person) -> None:
    other: CheckingClient = app.test_client()
    other.sign_in(ona)
    prove(here)
    assert other.get("/account/email").location == PROVE


def test_the_session_has_a_new_token_and_the_old_one_is_worth_nothing(app: Flask, here: CheckingClient) -> None:
    old = token(here)
    prove(here)
    assert token(here) != old
    assert is_signed_in(here)
    assert Session.select().count() == 1
    thief: CheckingClient = app.test_client()
    thief.set_cookie("session", old, domain="127.0.0.1")
    assert not is_signed_in(thief)


def test_a_password_that_does_not_fit_proves_nothing(here: CheckingClient) -> None:
    assert "Slaptažodis netinka" in said(prove(here, "ne tas slaptažodis"))
    assert "Įveskite slaptažodį" in said(prove(here, ""))
    assert here.get("/account/email").location == PROVE


def test_tries_are_limited_as_those_of_signing_in(here: CheckingClient, clock: time_machine.Traveller) -> None:
    for _ in range(5):
        prove(here, "ne tas slaptažodis")
    page = prove(here)
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "1"
    clock.shift(1)
    assert prove(here).status_code == 200
    assert limits.counted("failures", "all", 600) == 5


def test_the_password_can_be_shown_while_typing(here: CheckingClient) -> None:
    page = here.send(here.get(PROVE), button="show=1")
    assert main_of(parse(page)).find(".//input[@name='password']").get("type") == "text"


def test_whoever_has_proven_it_is_not_asked_again(here: CheckingClient) -> None:
    prove(here)
    assert here.get(PROVE).location == "/account"


def test_what_was_sent_stands_in_the_form_again(here: CheckingClient, clock: time_machine.Traveller) -> None:
    prove(here)
    page = here.get("/account/email")
    clock.shift(600)
    page = here.send(page, email="nauja@pastas.example")
    assert "Tai, ką išsiuntėte, išsaugota" in said(page)
    page = here.send(page, password=GOOD)
    assert page.request.path == "/account/email"
    assert main_of(parse(page)).find(".//input[@name='email']").get("value") == "nauja@pastas.example"


def test_where_one_was_going_long_ago_is_no_longer_of_interest(
    here: CheckingClient, clock: time_machine.Traveller
) -> None:
    here.get("/account/email")
    clock.shift(15 * 60)
    assert prove(here).request.path == "/account"


def test_the_script_gets_the_same(here: CheckingClient) -> None:
    answer = here.as_htmx("/account/email")
    assert (answer.status_code, answer.headers["HX-Push-Url"]) == (200, PROVE)


def test_of_a_strong_identity_the_strong_ways_are_offered_and_the_password_is_not_taken(
    strong: CheckingClient,
) -> None:
    strong.get("/account/email")
    page = strong.get(PROVE)
    assert main_of(parse(page)).find(".//input[@name='password']") is None
    assert links(page)[1:] == ["/sign-in/mobile-id", "/sign-in/smart-id", "/sign-in/gateway"]
    csrf = parse(page).find(".//input[@name='csrf']").get("value")
    assert strong.post(PROVE, data={"csrf": csrf, "password": GOOD}).location == PROVE
    assert strong.get("/account/email").location == PROVE


def test_an_estonian_is_offered_what_knows_estonians(client: CheckingClient, ona: Person) -> None:
    client.sign_in(with_identity(ona, identity(country="EE")))
    assert links(client.get(PROVE))[1:] == ["/sign-in/smart-id", "/sign-in/gateway"]


def test_a_strong_proof_leads_back_and_changes_the_token(strong: CheckingClient, ona: Person) -> None:
    strong.get("/account/email")
    old = token(strong)
    assert "Patvirtinkite su Smart-ID" in said(strong.get("/sign-in/smart-id"))
    assert by_smart_id(strong, identity()).location == "/account/email"
    assert token(strong) != old
    assert strong.get("/account/email").status_code == 200
    assert Session.get().person_id == ona.id


def test_signing_in_strongly_is_a_fresh_proof_for_ten_minutes(
    client: CheckingClient, ona: Person, clock: time_machine.Traveller
) -> None:
    client.sign_in(with_identity(ona, identity()), proof="smart-id")
    assert client.get("/account/email").status_code == 200
    clock.shift(600)
    assert client.get("/account/email").location == PROVE


def test_back_from_a_strong_way_leads_to_the_choice_of_ways(strong: CheckingClient) -> None:
    assert links(strong.get("/sign-in/smart-id"))[0] == "/account"
    strong.get("/account/email")
    assert links(strong.get("/sign-in/smart-id"))[0] == PROVE


def test_another_persons_identity_neither_switches_nor_joins(strong: CheckingClient, ona: Person) -> None:
    jonas = with_identity(people.jonas().person, identity(JONAS))
    page = by_smart_id(strong, identity(JONAS))
    assert "Ši tapatybė priklauso kitai paskyrai" in said(page)
    assert strong.get("/account/email").location == PROVE
    assert [session.person_id for session in Session.select()] == [ona.id]
    assert jonas.id != ona.id


def test_an_attempt_belongs_to_the_account_in_which_it_was_begun(
    app: Flask, client: CheckingClient, ona: Person
) -> None:
    """Her session ends meanwhile, and Jonas signs in in the same browser."""
    jonas = with_identity(people.person("jonas@pastas.example", hashing.hash(GOOD)), identity(JONAS))
    client.sign_in(ona)
    path = prove_by_smart_id(client, identity(JONAS))
    Session.delete().where(Session.person == ona).execute()
    assert client.get(path).status_code == 404
    assert Session.select().count() == 0
    client.send(client.get("/sign-in"), email=jonas.email, password=GOOD)
    assert client.get(path).status_code == 404
    page = client.get("/account")
    csrf = main_of(parse(page)).find(".//input[@name='csrf']").get("value")
    assert client.post(path, data={"csrf": csrf, "choice": "join"}).status_code == 404


def test_whose_session_ended_while_they_proved_it_is_in_again(strong: CheckingClient, ona: Person) -> None:
    path = prove_by_smart_id(strong, identity())
    Session.delete().where(Session.person == ona).execute()
    assert strong.get(path).location == "/account"
    assert is_signed_in(strong)


def test_whose_session_ended_while_adding_an_identity_signs_in_first(here: CheckingClient, ona: Person) -> None:
    path = prove_by_smart_id(here, identity())
    Session.delete().where(Session.person == ona).execute()
    page = here.get(path)
    assert page.location == "/sign-in"
    page = here.send(here.get("/sign-in"), email=ona.email, password=GOOD)
    assert "Ar sujungti šią tapatybę" in said(page)


def test_somebody_without_any_way_is_told_what_to_do(client: CheckingClient) -> None:
    client.sign_in(people.person("be@pastas.example"))
    assert "/sign-in/forgotten" in links(client.get(PROVE))
    client.sign_in(Person.create())
    assert "Paskambinkite mums" in said(client.get(PROVE))
