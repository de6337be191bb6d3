"""The history of contracts that came and went by themselves, and what the page of a service says of its own."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from data import services
from data.services import Service, linking
from tests import people
from tests.client import CheckingClient, said
from tests.linking import holds, known, newcomer, pass_on, press, sign_in

HISTORY = "/services/links"


@pytest.fixture
def flat(app: Flask) -> people.Flat:
    """Ona's flat; electricity and gas name a holder who is not signed in yet."""
    made = people.ona()
    holds(made, "electricity", "gas")
    return made


def page_of(client: CheckingClient, flat: people.Flat, kind: str = "gas") -> TestResponse:
    return client.get(f"/services/{flat.services[kind].public_id}")


def one_of(person_id: int, kind: str = "gas") -> str:
    return next(one.public_id for one in services.of(person_id) if one.kind == kind)


def test_the_history_says_what_came_and_why(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, newcomer())
    text = said(client.get(HISTORY))
    assert "Dujos, 10000002" in text
    assert text.count("Pridėta automatiškai: sutartis jūsų vardu") == 2


def test_the_history_of_somebody_who_had_the_service_says_that_it_shows_more(
    client: CheckingClient, flat: people.Flat
) -> None:
    sign_in(client, known(flat.person))
    text = said(client.get(HISTORY))
    assert text.count("Susieta automatiškai: sutartis jūsų vardu, matote visus jos duomenis") == 2
    assert "Dujos · Namai, 10000002" in text


def test_undoing_and_restoring_are_buttons_of_the_latest_line_alone(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    sign_in(client, who)
    press(client, client.get(HISTORY), "/unlink")
    page = client.get(HISTORY)
    assert said(page).count("Nepridėti: ") == 1
    assert said(page).count("Grąžinti: ") == 1
    press(client, page, "/relink")
    text = said(client.get(HISTORY))
    assert (text.count("Nepridėti: "), text.count("Grąžinti: ")) == (2, 0)
    for line in ("Pasirinkote nepridėti", "Grąžinote: sutartis jūsų vardu"):
        assert line in text
    assert {one.level for one in services.of(who.id)} == {2}


def test_taking_a_service_from_the_page_stands_there_as_ones_own_act(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    press(client, page_of(client, flat), "/remove")
    text = said(page := client.get(HISTORY))
    assert "Pašalinote paslaugą" in text
    press(client, page, "/relink")
    assert "Susiejote iš naujo: sutartis jūsų vardu" in said(client.get(HISTORY))


def test_what_passed_to_somebody_else_has_no_button(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    sign_in(client, who)
    linking.undo(who.id, one_of(who.id, "electricity"))
    pass_on(flat, "electricity", "gas")
    text = said(client.get(HISTORY))
    assert "Pašalinta: sutartis perėjo kitam asmeniui" in text
    assert "Grąžinti" not in text
    assert "Nepridėti: " not in text


def test_what_was_added_by_its_code_stays_after_it_passed_on(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    pass_on(flat, "gas")
    assert "Sutartis perėjo kitam asmeniui: liko tik tai, ką atveria mokėtojo kodas" in said(client.get(HISTORY))
    assert "d. sutartis perėjo kitam asmeniui, todėl matote tik tai" in said(page_of(client, flat))


def test_a_contract_that_passed_on_meanwhile_is_not_brought_back(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    sign_in(client, who)
    gone = press(client, client.get("/services"), "/unlink")
    pass_on(flat, "electricity", "gas")
    page = press(client, gone, "/relink")
    assert page.request.path == HISTORY
    assert "Ši sutartis dabar ne jūsų vardu" in said(page)
    assert services.of(who.id) == ()


def test_an_empty_history_says_so_and_how_to_begin(client: CheckingClient, app: Flask) -> None:
    client.sign_in(people.ruta().person)
    text = said(client.get(HISTORY))
    assert "Kol kas nieko nepridėta ir nepašalinta." in text
    assert "Patvirtinkite tapatybę: Mobiliuoju parašu, Smart-ID, Elektroniniais valdžios vartais" in text
    sign_in(client, newcomer())
    assert "Patvirtinkite tapatybę" not in said(client.get(HISTORY))


def test_the_history_is_found_from_the_services_and_from_one_of_them(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    for page in (client.get("/services"), page_of(client, flat)):
        assert f'href="{HISTORY}"' in page.text


def test_a_service_says_that_it_came_by_its_code(client: CheckingClient, app: Flask) -> None:
    flat = people.jonas()
    client.sign_in(flat.person)
    text = said(page_of(client, flat, "mother"))
    assert "Kaip pridėta Pridėjote pagal mokėtojo kodą 20" in text
    assert "skaitiklio numeriu" not in text
    assert "Patvirtinote skaitiklio numeriu" in said(page_of(client, flat, "electricity"))


def test_a_service_says_that_the_contract_is_in_ones_name_and_offers_to_undo_it(
    client: CheckingClient, flat: people.Flat
) -> None:
    who = newcomer()
    sign_in(client, who)
    page = client.get(f"/services/{one_of(who.id)}")
    assert "Kaip pridėta Sutartis jūsų vardu: pridėta automatiškai 20" in said(page)
    assert "Pašalinti šią paslaugą" not in said(page)
    assert "Sutarties nepridėsime" in said(press(client, page, "/unlink"))


def test_a_raised_service_says_both_and_offers_both_ways_out(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    text = said(page_of(client, flat))
    assert "Pridėjote pagal mokėtojo kodą 20" in text
    assert "Sutartis jūsų vardu: susieta automatiškai 20" in text
    assert "Nesusieti" in text
    assert "Pašalinti šią paslaugą" in text


def test_the_page_of_a_service_that_was_taken_away_offers_it_back(client: CheckingClient, flat: people.Flat) -> None:
    client.sign_in(flat.person)
    press(client, page_of(client, flat), "/remove")
    page = page_of(client, flat)
    assert "Pašalinti šią paslaugą" not in said(page)
    press(client, page, "/restore")
    assert Service.get(Service.id == flat.services["gas"].id).removed_at == 0


def test_the_history_is_said_in_english_too(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, newcomer())
    client.set_cookie("language", "en", domain="127.0.0.1")
    assert said(client.get(HISTORY)).count("Added automatically: the contract is in your name") == 2
