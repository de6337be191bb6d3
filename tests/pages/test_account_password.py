"""Setting a password without the present one, for whoever has just proven strongly who they are."""

import pytest
from flask import Flask

from blueprints.hashing import hashing
from data.people import Person
from tests.client import CheckingClient, main_of, parse, said
from tests.mail import Postman
from tests.people import identity
from tests.proofs import with_identity
from tests.signing_in import GOOD, NEW, ONA, enter, is_signed_in

SET = "/account/password/set"


def strong(client: CheckingClient, email: str | None = None, password: str = "", proof: str = "smart-id") -> Person:
    """Somebody with a strong identity, freshly proven."""
    who = Person.create(language="lt", email=email, password_hash=password)
    client.sign_in(with_identity(who, identity()), proof=proof)
    return who


def fields(client: CheckingClient, path: str) -> list[str]:
    inputs = main_of(parse(client.get(path))).iter("input")
    return [field.get("name", "") for field in inputs if field.get("type") == "password"]


def test_it_needs_an_address_first(client: CheckingClient) -> None:
    strong(client)
    assert client.get(SET).location == "/account/email"


def test_a_first_password_lets_in_by_the_address(client: CheckingClient, app: Flask, postman: Postman) -> None:
    who = strong(client, ONA)
    assert "Nesukurtas" in said(client.get("/account"))
    assert client.get("/account/password").location == SET
    page = client.send(client.get(SET), password=NEW)
    assert page.request.path == "/account"
    assert "Slaptažodis sukurtas" in said(page)
    assert hashing.fits(Person.get_by_id(who.id).password_hash, NEW)
    assert postman.letters(ONA)[-1].subject == "Jūsų slaptažodis pakeistas"
    other: CheckingClient = app.test_client()
    enter(other, NEW)
    assert is_signed_in(other)


def test_a_fresh_strong_proof_replaces_the_present_password(client: CheckingClient, app: Flask) -> None:
    who = strong(client, ONA, hashing.hash(GOOD))
    other: CheckingClient = app.test_client()
    other.sign_in(who)
    page = client.get("/account/password")
    assert fields(client, "/account/password") == ["password", "new_password"]
    assert SET in [link.get("href") for link in main_of(parse(page)).iter("a")]
    assert fields(client, SET) == ["password"]
    page = client.send(client.get(SET), password=NEW)
    assert "Slaptažodis pakeistas" in said(page)
    assert hashing.fits(Person.get_by_id(who.id).password_hash, NEW)
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_without_a_strong_identity_the_present_password_is_typed(client: CheckingClient, ona: Person) -> None:
    client.sign_in(ona)
    client.send(client.get("/account/prove"), password=GOOD)
    assert client.get(SET).location == "/account/password"
    page = client.get("/account/password")
    assert SET not in [link.get("href") for link in main_of(parse(page)).iter("a")]


def test_an_old_strong_proof_does_not_replace_it(client: CheckingClient) -> None:
    strong(client, ONA, hashing.hash(GOOD), proof="")
    assert client.get(SET).location == "/account/prove"


def test_the_present_password_still_changes_it_without_a_strong_proof(client: CheckingClient) -> None:
    who = strong(client, ONA, hashing.hash(GOOD), proof="")
    client.send(client.get("/account/password"), password=GOOD, new_password=NEW)
    assert hashing.fits(Person.get_by_id(who.id).password_hash, NEW)


@pytest.mark.parametrize(
    ("password", "problem"), [("trumpas", "Slaptažodis per trumpas"), ("ona ona ona ona ona", "atspėti")]
)
def test_the_new_password_must_be_good(client: CheckingClient, password: str, problem: str) -> None:
    strong(client, ONA)
    assert problem in said(client.send(client.get(SET), password=password))


def test_it_can_be_shown_while_typing(client: CheckingClient) -> None:
    strong(client, ONA)
    page = client.send(client.get(SET), button="show=1")
    assert main_of(parse(page)).find(".//input[@name='password']").get("type") == "text"
