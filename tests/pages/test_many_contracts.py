"""A household of thirty contracts with long names, and one at a provider that supplies nobody any more."""

import gzip

import pytest
from flask import Flask

from data import sealing, services
from data.people import Person
from data.services import Account, Provider, linking
from tests import people
from tests.client import CheckingClient, main_of, parse, said, text_of
from tests.counting import counted
from tests.linking import link, newcomer, press, sign_in
from tests.people import identity

MANY = 30
LONG = "Daugiabučių gyvenamųjų namų savininkų bendrija „Šiaurės pakraščio žvaigždynas“ (administravimas ir šildymas)"
UNBROKEN = "Nepaprastaiilgasnepertraukiamaspavadinimas" * 2
ADDRESS = "Kunigaikštienės Aleksandros Konstantinavičienės-Žemaitaitienės g. 1234A-567, Naujamiesčio seniūnija, Vilnius"


@pytest.fixture
def household(app: Flask) -> list[Account]:
    """Ten providers, three contracts at each: flats, a garage, a garden."""
    kinds = [("electricity", "kWh"), ("gas", "m³"), ("water", "m³"), ("heat", "m³"), ("waste", "")]
    made = []
    for number in range(MANY):
        at, (kind, unit) = number % 10, kinds[number % 5]
        name = (LONG, UNBROKEN, f"Teikėjas {at}")[min(at, 2)]
        house = people.provider(f"teikejas-{at}", kind, unit, name=name)
        account = people.account(house, f"{70000000 + number}", holder_index=sealing.index(identity()), address=ADDRESS)
        if unit:
            people.meter(account, f"ILGAS-NUMERIS-{number:08d}", ("", "1z", 12345))
        made.append(account)
    return made


@pytest.fixture
def ona(client: CheckingClient, household: list[Account]) -> Person:
    """She has just signed in strongly for the first time."""
    who = newcomer()
    sign_in(client, who)
    return who


def test_every_contract_says_why_it_is_there_and_which_button_is_its_own(client: CheckingClient, ona: Person) -> None:
    page = client.get("/services")
    assert said(page).count("Sutartis jūsų vardu: pridėjome automatiškai.") == MANY
    names = [text_of(one) for one in main_of(parse(page)).iter("button") if "Nepridėti" in text_of(one)]
    assert len(set(names)) == MANY
    assert LONG in page.text
    assert UNBROKEN in page.text


def test_thirty_contracts_are_asked_for_as_one_is(client: CheckingClient, ona: Person) -> None:
    client.get("/services")
    with counted() as statements:
        page = client.as_htmx("/services")
    assert len([one for one in statements if "FROM session" not in one]) == 3
    assert len(gzip.compress(page.data)) < 6000


def test_the_history_names_all_thirty_and_is_asked_for_at_once(client: CheckingClient, ona: Person) -> None:
    client.get("/services/links")
    with counted() as statements:
        page = client.as_htmx("/services/links")
    assert said(page).count("Pridėta automatiškai: sutartis jūsų vardu") == MANY
    assert len([one for one in statements if "FROM session" not in one]) == 2


def test_one_of_thirty_is_undone_and_the_others_stay(client: CheckingClient, ona: Person) -> None:
    press(client, client.get("/services"), "/unlink")
    assert len(services.of(ona.id)) == MANY - 1
    link(ona)
    assert len(services.of(ona.id)) == MANY - 1


def test_thirty_that_pass_on_are_told_together(client: CheckingClient, ona: Person, household: list[Account]) -> None:
    Account.update(holder_index="of another").where(Account.holder_index != "").execute()
    linking.let_go(account.id for account in household)
    page = client.get("/services")
    assert said(page).count("pašalinta iš jūsų paslaugų") == MANY
    assert "pašalinta iš jūsų paslaugų" not in said(press(client, page, "/seen"))


def test_a_contract_at_a_closed_provider_does_not_come_by_itself(
    client: CheckingClient, household: list[Account]
) -> None:
    Provider.update(is_closed=True).where(Provider.code == "teikejas-2").execute()
    who = newcomer()
    sign_in(client, who)
    assert len(services.of(who.id)) == MANY - 3
    assert "Teikėjas 2" not in said(client.get("/services"))


def test_a_contract_whose_provider_closes_stays_and_says_where_to_go(client: CheckingClient, ona: Person) -> None:
    Provider.update(is_closed=True, advice="teikejas-3").where(Provider.code == "teikejas-2").execute()
    link(ona)
    assert said(client.get("/services")).count("Paslaugų gyventojams nebeteikia") == 3
    one = next(one for one in services.of(ona.id) if one.is_closed)
    page = client.get(f"/services/{one.public_id}")
    assert "Šis teikėjas paslaugų gyventojams nebeteikia. Jį pakeitė: Teikėjas 3" in said(page)
    Provider.update(advice="").where(Provider.code == "teikejas-2").execute()
    assert "Jį pakeitė" not in said(client.get(page.request.path))
