"""The person's own account: language, password, devices."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.cookies import hashed
from blueprints.hashing import hashing
from data import identities, sealing
from data.identities import KnownBrowser
from data.people import Person, Session
from settings import Settings
from tests import people
from tests.attempting import JONAS
from tests.client import CheckingClient, main_of, parse, said
from tests.mail import Postman
from tests.people import CODE, identity
from tests.proofs import by_smart_id, prove_by_smart_id, with_identity
from tests.signing_in import GOOD, NEW, ONA, enter, is_signed_in


@pytest.fixture
def here(client: CheckingClient, ona: Person) -> CheckingClient:
    client.sign_in(ona)
    return client


@pytest.fixture
def there(app: Flask, ona: Person) -> CheckingClient:
    other: CheckingClient = app.test_client()
    other.sign_in(ona)
    return other


def links(page: TestResponse) -> list[str]:
    return [link.get("href", "") for link in main_of(parse(page)).iter("a")]


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


def test_an_account_without_a_mailbox_is_whole_but_for_the_password(client: CheckingClient) -> None:
    client.sign_in(Person.create(language="lt"))
    page = client.get("/account")
    assert "Nenurodytas Pridėti el. pašto adresą" in said(page)
    assert "/account/password" not in links(page)
    assert client.get("/account/password").location == "/account"
    assert client.post("/account/password", data={"csrf": csrf_of(page)}).location == "/account"


def csrf_of(page: TestResponse) -> str:
    return next(field.get("value") for field in main_of(parse(page)).iter("input") if field.get("name") == "csrf")


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


def test_what_others_sessions_run_on_is_shown_after_a_fresh_proof_alone(app: Flask, ona: Person) -> None:
    here, there = app.test_client(), app.test_client()
    for browser, agent, address in ((here, "Firefox Linux", "192.0.2.1"), (there, "Edg Windows", "192.0.2.2")):
        enter(browser)
        mine = Session.token_hash == hashed(browser.get_cookie("session", domain="127.0.0.1").value)
        Session.update(agent=agent, address=address).where(mine).execute()
    KnownBrowser.delete().where(KnownBrowser.person == ona).execute()
    page = here.get("/account")
    assert "Firefox, Linux – šis įrenginys" in said(page)
    assert "192.0.2.1" in said(page)
    assert "Kitas įrenginys" in said(page)
    assert not {"Edge", "192.0.2.2"} & set(said(page).replace(",", " ").split())
    assert "/account/sessions" in links(page)
    here.get("/account/sessions")
    here.send(here.get("/account/prove"), password=GOOD)
    page = here.get("/account")
    assert here.get("/account/sessions").location == "/account"
    assert "Edge, Windows" in said(page)
    assert "Tinklo adresas: 192.0.2.2" in said(page)
    assert "/account/sessions" not in links(page)


def test_identities_are_shown_with_their_ways_and_the_end_of_the_code(client: CheckingClient, ona: Person) -> None:
    client.sign_in(with_identity(with_identity(ona, identity()), identity(method="mobile-id")))
    page = client.get("/account")
    assert f"Lietuva Asmens kodo pabaiga: {CODE[-4:]} Patvirtinimo būdai: Smart-ID, Mobilusis parašas" in said(page)
    assert CODE not in page.text
    assert "/sign-in/gateway" in links(page)
    assert not {"/sign-in/smart-id", "/sign-in/mobile-id"} & set(links(page))


def test_whoever_has_no_identity_may_add_one_by_any_way(here: CheckingClient) -> None:
    ways = ["/sign-in/mobile-id", "/sign-in/smart-id", "/sign-in/gateway"]
    assert [link for link in links(here.get("/account")) if link.startswith("/sign-in/")] == ways


def test_an_identity_is_joined_after_the_password_is_typed_again(
    here: CheckingClient, ona: Person, settings: Settings
) -> None:
    """Else a stranger at a forgotten screen would make the account theirs for good."""
    Session.update(created_at=Session.created_at - 600).where(Session.person == ona).execute()
    done = prove_by_smart_id(here, identity())
    assert here.get(done).location == "/account/prove"
    page = here.send(here.get("/account/prove"), password=GOOD)
    assert page.request.path == done
    assert "Ar sujungti šią tapatybę su jūsų paskyra?" in said(page)
    page = here.send(page, button="choice=join")
    assert page.request.path == "/account"
    assert "Pridėta" in said(page)
    assert identities.person_of(sealing.index(identity())) == ona.id
    assert Postman(settings).letters(ONA)[-1].subject == "Prie jūsų paskyros pridėtas dar vienas prisijungimo būdas"


def test_a_post_without_a_fresh_proof_joins_nothing(here: CheckingClient, ona: Person) -> None:
    done = prove_by_smart_id(here, identity())
    page = here.get(done)
    Session.update(created_at=Session.created_at - 600).where(Session.person == ona).execute()
    assert here.send(page, button="choice=join").request.path == "/account/prove"
    assert identities.person_of(sealing.index(identity())) is None


def test_whoever_has_just_signed_in_by_password_is_not_asked_for_it_again(client: CheckingClient, ona: Person) -> None:
    page = by_smart_id(client, identity())
    page = client.send(page, button="choice=join")
    page = client.send(page, email=ONA, password=GOOD)
    page = client.send(page, button="choice=join")
    assert page.request.path == "/services"
    assert identities.person_of(sealing.index(identity())) == ona.id


def test_somebody_with_an_identity_proves_that_one_before_another_joins(client: CheckingClient, ona: Person) -> None:
    client.sign_in(with_identity(ona, identity()))
    estonian = identity(JONAS, country="EE")
    done = prove_by_smart_id(client, estonian)
    assert client.get(done).location == "/account/prove"
    assert by_smart_id(client, identity()).location == done
    client.send(client.get(done), button="choice=join")
    assert identities.person_of(sealing.index(estonian)) == ona.id


def test_the_same_identity_by_another_way_is_added_at_once(client: CheckingClient, ona: Person) -> None:
    client.sign_in(with_identity(ona, identity(method="viisp")))
    answer = by_smart_id(client, identity())
    assert answer.location == "/account"
    assert "Pridėta" in said(client.get("/account"))


def test_a_known_browser_is_removed(here: CheckingClient, ona: Person) -> None:
    identities.recognise(ona.id, "another", "Firefox Windows", "smart-id")
    page = here.get("/account")
    assert "Žinomos naršyklės" in said(page)
    assert "Firefox, Windows" in said(page)
    asked = here.send(page, form=form_to(page, "/forget"))
    assert asked.request.path == "/account/prove"  # else a thief could silence the letters
    assert identities.is_known(ona.id, "another")
    here.send(asked, password=GOOD)
    page = here.get("/account")
    page = here.send(page, form=form_to(page, "/forget"))
    assert "Naršyklė pašalinta" in said(page)
    assert not identities.is_known(ona.id, "another")


def test_the_account_leads_to_the_history_of_contracts_and_to_the_address(here: CheckingClient) -> None:
    assert {"/services/links", "/account/email", "/account/data"} <= set(links(here.get("/account")))
