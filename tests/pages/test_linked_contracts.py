"""Contracts that appear by themselves: what the page of services says of them, and how one is rid of them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from data import services
from data.services import LinkEvent, Service
from tests import people
from tests.client import CheckingClient, said
from tests.counting import counted
from tests.linking import holds, known, link, newcomer, pass_on, press, prove, sign_in, token
from tests.people import identity

ADDED = "Sutartis jūsų vardu: pridėjome automatiškai."
RAISED = "Sutartis jūsų vardu: dabar matote visus jos duomenis."
PASSED = "Šios sutartys perėjo kitam asmeniui:"


@pytest.fixture
def flat(app: Flask) -> people.Flat:
    """Ona's flat; electricity and gas name a holder who is not signed in yet."""
    made = people.ona()
    holds(made, "electricity", "gas")
    return made


def test_the_first_sign_in_shows_each_contract_and_why(client: CheckingClient, flat: people.Flat) -> None:
    page = client.send(client.get(prove(client, identity())), "choice=new")
    assert page.request.path == "/services"
    text = said(page)
    assert "Jūsų vardu sudarytos sutartys pridėtos prie jūsų paslaugų" in text
    assert text.count(ADDED) == 2
    assert text.count("Nepridėti: ") == 2
    assert "Nepridėti: Dujos, 10000002" in text


def test_one_press_undoes_it_and_the_next_sign_in_does_not_add_it(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    sign_in(client, who)
    gone = press(client, client.get("/services"), "/unlink")
    assert "Sutarties nepridėsime Elektra, 10000001" in said(gone)
    assert said(gone).count(ADDED) == 1
    sign_in(client, who)
    assert [one.kind for one in services.of(who.id)] == ["gas"]


def test_what_was_undone_is_brought_back_by_one_press(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    sign_in(client, who)
    gone = press(client, client.get("/services"), "/unlink")
    back = press(client, gone, "/relink")
    assert "Sutartis vėl tarp jūsų paslaugų" in said(back)
    assert {one.kind: one.level for one in services.of(who.id)} == {"electricity": 2, "gas": 2}
    assert said(back).count(ADDED) == 1  # their own act is no news to them


def test_a_service_that_was_there_says_that_it_shows_more_now(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    assert said(client.get("/services")).count(RAISED) == 2


def test_a_service_that_was_there_stays_when_its_link_is_undone(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, known(flat.person))
    page = client.get("/services")
    left = press(client, page, f"{flat.services['gas'].public_id}/unlink")
    assert left.request.path == f"/services/{flat.services['gas'].public_id}"
    assert "atsisakėte, kad ši paslauga būtų susieta su jūsų tapatybe" in said(left)
    assert services.one(flat.person.id, flat.services["gas"].public_id).level == 1
    press(client, left, "/relink")
    assert services.one(flat.person.id, flat.services["gas"].public_id).level == 2


def test_what_was_read_is_not_told_again(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, newcomer())
    page = client.get("/services")
    read = press(client, page, "/seen")
    assert ADDED not in said(read)
    assert "pridėtos prie jūsų paslaugų" not in said(read)


def test_what_came_is_told_for_a_week_and_what_went_until_it_is_read(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    link(who)
    pass_on(flat, "gas")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        client.sign_in(who)
        page = client.get("/services")
        assert ADDED not in said(page)
        assert f"{PASSED} Dujos, 10000002: pašalinta iš jūsų paslaugų" in said(page)
        assert PASSED not in said(press(client, page, "/seen"))


def test_a_contract_that_passed_on_says_so_beside_what_its_code_opens(
    client: CheckingClient, flat: people.Flat
) -> None:
    sign_in(client, known(flat.person))
    pass_on(flat, "gas")
    text = said(client.get("/services"))
    assert f"{PASSED} Dujos, 10000002: palikome tik tai, ką atveria mokėtojo kodas" in text
    assert text.count(RAISED) == 1


def test_a_contract_that_came_back_is_told_as_come_alone(client: CheckingClient, flat: people.Flat) -> None:
    who = newcomer()
    link(who)
    pass_on(flat, "gas")
    holds(flat, "gas")
    sign_in(client, who)
    text = said(client.get("/services"))
    assert PASSED not in text
    assert text.count(ADDED) == 2


def test_a_password_sign_in_still_tells_what_came(client: CheckingClient, flat: people.Flat) -> None:
    who = known(flat.person)
    link(who)
    sign_in(client, who, proof="")
    assert said(client.get("/services")).count(RAISED) == 2


def test_nobody_is_told_of_somebody_elses_contracts(client: CheckingClient, flat: people.Flat) -> None:
    link(newcomer())
    client.sign_in(people.ruta().person)
    assert "sutartys pridėtos" not in said(client.get("/services"))
    page = client.get("/services/links")
    assert "Dujos" not in said(page)
    gas = Service.get(Service.level == 2)
    for act in ("unlink", "relink"):
        assert client.post(f"/services/{gas.public_id}/{act}", data=token(page)).status_code == 404
    client.post("/services/links/seen", data=token(page))
    assert {event.seen_at for event in LinkEvent.select()} == {0}


def test_somebody_without_a_contract_is_told_that_there_is_none(client: CheckingClient, app: Flask) -> None:
    sign_in(client, newcomer())
    assert "Jūsų vardu sudarytų sutarčių čia nėra." in said(client.get("/services"))


def test_the_page_of_services_asks_three_things(client: CheckingClient, flat: people.Flat) -> None:
    sign_in(client, newcomer())
    client.get("/services")
    with counted() as statements:
        client.as_htmx("/services")
    assert len([one for one in statements if "FROM session" not in one]) == 3
