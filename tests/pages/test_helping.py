"""A neighbour or a librarian declares for others: nothing of theirs is seen, and the holders get the receipts."""

import pytest
import time_machine

from data.checking import check_code
from data.helping import HelpedRow
from data.outbox import Outbox
from data.readings import Declaration
from tests import people
from tests.client import CheckingClient, parse, said

pytestmark = pytest.mark.usefixtures("november")
LIST = "/readings/for-others"
TWO = "10000002, D10000001\n20000001, X1"


@pytest.fixture
def helper(client: CheckingClient) -> CheckingClient:
    """Rūta's browser; Ona and Jonas live in the same house."""
    people.ona()
    people.jonas()
    client.sign_in(people.ruta().person)
    return client


def listed(helper: CheckingClient, codes: str = "10000002, D10000001", provider: str = "dujos") -> str:
    page = helper.send(helper.get(LIST), provider=provider, codes=codes)
    assert page.status_code == 200
    return said(page)


def test_a_list_is_declared_one_after_the_other_and_the_holders_get_the_receipts(helper: CheckingClient) -> None:
    listed(helper)
    listed(helper, "20000001 E20000001\n20000002;E20000002", "elektra")
    assert "3 skaitikliai, deklaruota: 0" in said(helper.get(LIST))
    for iki in ("2490", "7710", "99995"):
        page = helper.get(LIST)
        first = next(a.get("href") for a in parse(page).iter("a") if a.get("class") == "button")
        page = helper.send(helper.send(helper.get(str(first)), iki=iki))
        assert page.request.path == LIST
    assert "3 skaitikliai, deklaruota: 3" in said(page)
    assert "Viskas deklaruota" in said(page)
    kept = [(one.person_id, one.channel, one.state) for one in Declaration.select()]
    assert kept == [(None, "helper", "declared")] * 3
    letters = [letter.payload for letter in Outbox.select().where(Outbox.kind == "declared").order_by(Outbox.id)]
    assert len(letters) == 2  # his mother's meter is not proven by anybody
    assert "ona@pavyzdys.lt" in letters[0]
    assert "jonas@pavyzdys.lt" in letters[1]
    for one in Declaration.select():
        assert f"/check/{check_code(one.number)}" in page.text


def test_the_helper_sees_nothing_of_anybody(helper: CheckingClient) -> None:
    listed(helper)
    page = helper.get(f"{LIST}/{HelpedRow.get().public_id}/values")
    seen = [helper.get(LIST), page]
    seen.append(page := helper.send(page, iki="9999"))
    assert "Ar rodmuo teisingas?" in said(page)
    seen.append(page := helper.send(page))
    seen.append(helper.send(page))
    for page in seen:
        for personal in ("10000002", "D10000001", "ona@", "Kanarėlė", "Slaptoji", "Namai"):
            assert personal not in page.text


def test_the_holder_finds_the_receipt_among_their_own(helper: CheckingClient) -> None:
    listed(helper)
    helper.send(helper.send(helper.get(f"{LIST}/{HelpedRow.get().public_id}/values"), iki="2490"))
    number = Declaration.get().number
    assert helper.get(f"/receipts/{number}").status_code == 404
    ona = helper.application.test_client()
    ona.sign_in(people.Person.get(people.Person.email == "ona@pavyzdys.lt"))
    page = ona.get(f"/receipts/{number}")
    assert "per padėjėją" in said(page)
    assert "Atšaukti" not in said(page)
    assert ona.get(f"/receipts/{number}.pdf").status_code == 200
    jonas = helper.application.test_client()
    jonas.sign_in(people.Person.get(people.Person.email == "jonas@pavyzdys.lt"))
    assert jonas.get(f"/receipts/{number}").status_code == 404


def test_lines_that_fit_no_meter_stay_in_the_box(helper: CheckingClient) -> None:
    page = helper.send(helper.get(LIST), provider="dujos", codes="10000002, D10000001\n10000002, X1\n10000009, D2")
    assert "Šioms eilutėms skaitiklio neradome" in said(page)
    assert "10000002, X1\n10000009, D2</textarea>" in page.text
    assert HelpedRow.select().count() == 1
    assert 'value="dujos" selected' in page.text


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_wrong_is_said_and_nothing_is_lost(helper: CheckingClient, htmx: bool) -> None:
    page = helper.send(helper.get(LIST), htmx=htmx, provider="dujos", codes="10000002")
    assert "1 eilutė: parašykite kodą, kablelį ir skaitiklio numerį" in said(page)
    assert "10000002</textarea>" in page.text
    page = helper.send(helper.get(LIST), htmx=htmx, provider="", codes="10000002, D1")
    assert "Pasirinkite paslaugos teikėją" in said(page)


def test_guessing_ends_soon(helper: CheckingClient) -> None:
    for turn in range(2):
        wrong = "\n".join(f"1000{turn}{place:03d}, X1" for place in range(5))
        helper.send(helper.get(LIST), provider="dujos", codes=wrong)
    page = helper.send(helper.get(LIST), provider="dujos", codes="10000002, D10000001")
    assert "Per daug kodų netiko" in said(page)
    assert HelpedRow.select().count() == 0


def test_the_same_list_twice_is_one_list(helper: CheckingClient) -> None:
    assert "1 skaitiklis" in listed(helper)
    assert "1 skaitiklis" in listed(helper)


def test_the_list_is_the_months(helper: CheckingClient) -> None:
    listed(helper)
    path = f"{LIST}/{HelpedRow.get().public_id}/values"
    with time_machine.travel("2026-12-02T12:00+02:00"):
        helper.sign_in(people.Person.get(people.Person.email == "ruta@pavyzdys.lt"))
        assert helper.get(path).status_code == 404
        assert "1 skaitiklis" not in said(helper.get(LIST))


def test_a_reading_twice_sent_is_declared_once(helper: CheckingClient) -> None:
    listed(helper)
    check = helper.send(helper.get(f"{LIST}/{HelpedRow.get().public_id}/values"), iki="2490")
    for _ in range(2):
        assert helper.send(check).request.path == LIST
    assert Declaration.select().count() == 1


def test_a_guest_may_help_too(client: CheckingClient) -> None:
    people.ona()
    page = client.send(
        client.get("/"), form=[f.get("action") for f in parse(client.get("/")).iter("form")].index("/guest")
    )
    assert page.status_code == 200
    assert "1 skaitiklis" in listed(client)
