"""A payer code is enough: a guest declares and pays without an account, and may get one later."""

import pytest

from blueprints.hashing import hashing
from data.limits import LimitHit
from data.outbox import Outbox
from data.people import Person
from data.readings import Declaration
from data.services import Service
from tests import people
from tests.client import CheckingClient

CODE = {"payer_code": "20000002", "whose": "other"}


def guest(client: CheckingClient) -> str:
    """A guest who has added the code of Jonas's mother; gives the page after it."""
    page = client.send(client.get("/"))
    page = client.send(client.get("/services/add/provider?q=elektra"), form=1, provider="elektra")
    return client.send(client.send(page, **CODE)).text


@pytest.fixture
def mother() -> people.Flat:
    return people.jonas()


def declare(client: CheckingClient, flat: people.Flat) -> str:
    page = client.get(f"/readings/{flat.meters['mother'].public_id}/values")
    return client.send(client.send(page, "choice=declare", iki="99995")).text


def test_the_first_page_offers_to_declare_by_the_payer_code(client: CheckingClient) -> None:
    page = client.get("/")
    assert "Deklaruoti pagal mokėtojo kodą" in page.text
    assert "Paslaugos teikėjas" in client.send(page).text


def test_a_guest_declares_with_the_code_alone_and_gets_no_mail(client: CheckingClient, mother: people.Flat) -> None:
    assert "Paslauga pridėta" in guest(client)
    assert "Rodmenys deklaruoti" in declare(client, mother)
    assert Declaration.get().person.role == "guest"
    assert not Outbox.select().where(Outbox.kind == "declared").exists()


def test_a_guest_sees_nothing_of_the_holder(client: CheckingClient, mother: people.Flat) -> None:
    pages = guest(client) + declare(client, mother) + client.get("/services").text
    assert not [word for word in ("Kanarėlė", "Slaptoji") if word in pages]


def test_a_guest_is_shown_how_to_get_an_account(client: CheckingClient, mother: people.Flat) -> None:
    guest(client)
    assert client.get("/account").location == "/register"
    assert client.get("/sign-in").status_code == 200


def test_what_a_guest_did_becomes_the_persons_at_sign_in(client: CheckingClient, mother: people.Flat) -> None:
    ona = people.person("ona@pavyzdys.lt", hashing.hash(people.PASSWORD))
    guest(client)
    declare(client, mother)
    client.send(client.get("/sign-in"), email="ona@pavyzdys.lt", password=people.PASSWORD)
    assert Declaration.get().person == ona
    assert [
        service.person for service in Service.select().where(Service.level == 0, Service.person != mother.person)
    ] == [ona]
    assert not Person.select().where(Person.role == "guest").exists()


def test_beginning_as_a_guest_is_limited(client: CheckingClient, app: object) -> None:
    page = client.get("/")
    client.send(page)
    assert LimitHit.select().where(LimitHit.bucket == "address").count() == 1
