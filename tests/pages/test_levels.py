"""What each page shows by the level of the service and by how its person came in (security.md §4)."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from data.readings import Declaration
from data.services import Service
from tests import people
from tests.client import CheckingClient, said
from tests.linking import holds, known, pass_on, sign_in

HOLDER, ADDRESS, NUMBER, BALANCE, EARLIER = "Kanarėlė Slaptoji", "Slaptoji g. 9-12", "D10000001", "17,45", "2 455"
MASKED = "K***** S*****"
PROVE = "Patvirtinkite tapatybę: Mobiliuoju parašu, Smart-ID, Elektroniniais valdžios vartais"
IF_YOURS = "Jei sutartis jūsų vardu, viską matysite patvirtinę tapatybę: Mobiliuoju parašu, Smart-ID"


@pytest.fixture
def flat(client: CheckingClient) -> people.Flat:
    """Ona's gas: a bill, two readings that came by file, and one that she declared."""
    made = people.ona()
    people.bill(made.services["gas"].account, "B-1", 1745)
    people.reading(made.registers("gas")[0], "2026-08", 2455, 2444)
    people.reading(made.registers("gas")[0], "2026-09", 2470, 2455)
    people.declaration(made.person, made.meters["gas"], 890, {"": 2490})
    Declaration.update(number="2026-000001").where(Declaration.person == made.person).execute()
    return made


def at(flat: people.Flat, level: int, whose: str = "mine") -> None:
    Service.update(level=level, whose=whose).where(Service.id == flat.services["gas"].id).execute()


def pages(client: CheckingClient, flat: people.Flat) -> Iterator[TestResponse]:
    """Every page that reads the level."""
    service, meter = flat.services["gas"].public_id, flat.meters["gas"].public_id
    for path in (
        f"/services/{service}",
        f"/services/{service}/added",
        "/services",
        f"/readings/{meter}/history",
        f"/readings/{meter}/values",
        "/readings",
        "/receipts/2026-000001",
        "/pay/basket",
    ):
        yield client.get(path)


def shown(client: CheckingClient, flat: people.Flat) -> dict[str, set[str]]:
    """Which of the secrets stand on which pages."""
    secrets = (HOLDER, MASKED, ADDRESS, NUMBER, BALANCE, EARLIER)
    found = {}
    for page in pages(client, flat):
        assert page.status_code == 200, page.request.path
        text = said(page).replace("\u00a0", " ")
        kind = page.request.path.replace(flat.services["gas"].public_id, "S").replace(flat.meters["gas"].public_id, "M")
        found[kind] = {secret for secret in secrets if secret in text}
    return found


def test_the_holder_sees_everything_in_a_proven_session(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 2)
    client.sign_in(flat.person, "smart-id")
    told = shown(client, flat)
    assert told["/services/S"] == {HOLDER, ADDRESS, NUMBER, BALANCE}
    assert told["/readings/M/history"] == {EARLIER}
    assert told["/receipts/2026-000001"] == {ADDRESS, NUMBER}
    assert told["/pay/basket"] == {BALANCE}
    assert PROVE not in said(client.get(f"/services/{flat.services['gas'].public_id}"))


def test_by_password_the_same_pages_show_all_but_the_whole_name(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 2)
    client.sign_in(flat.person, "smart-id")
    proven = shown(client, flat)
    client.sign_in(flat.person)
    by_password = shown(client, flat)
    assert by_password.pop("/services/S") == proven.pop("/services/S") - {HOLDER} | {MASKED}
    assert by_password == proven


def test_by_password_the_page_says_how_to_see_the_name(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 2)
    client.sign_in(flat.person)
    page = client.get(f"/services/{flat.services['gas'].public_id}")
    assert f"Visą savininko vardą rodome tik jam pačiam. {PROVE}" in said(page)
    for path in ("/sign-in/smart-id", "/sign-in/mobile-id", "/sign-in/gateway"):
        assert f'href="{path}"' in page.text
        assert client.get(path).status_code == 200


def test_the_code_alone_shows_ones_own_acts_only(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 0)
    for proof in ("", "smart-id"):
        client.sign_in(flat.person, proof)
        assert set().union(*shown(client, flat).values()) == set()


def test_the_code_alone_says_what_would_open_more(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 0)
    client.sign_in(flat.person)
    page = client.get(f"/services/{flat.services['gas'].public_id}")
    assert IF_YOURS in said(page)
    assert "Įvesti skaitiklio numerį" in said(page)
    history = client.get(f"/readings/{flat.meters['gas'].public_id}/history")
    assert "Matote tai, ką deklaravote patys. Kaip matyti viską" in said(history)
    assert f'href="/services/{flat.services["gas"].public_id}"' in history.text


def test_in_a_proven_session_proving_again_is_not_offered(client: CheckingClient, flat: people.Flat) -> None:
    at(flat, 0)
    client.sign_in(flat.person, "smart-id")
    assert "tapatybę" not in said(client.get(f"/services/{flat.services['gas'].public_id}"))


@pytest.mark.parametrize("level", [0, 1])
def test_of_somebody_elses_service_nobody_is_asked_who_they_are(
    client: CheckingClient, flat: people.Flat, level: int
) -> None:
    at(flat, level, whose="other")
    client.sign_in(flat.person)
    assert "tapatybę" not in said(client.get(f"/services/{flat.services['gas'].public_id}"))


def test_where_no_way_is_configured_none_is_spoken_of(
    client: CheckingClient, flat: people.Flat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.application.extensions, "ways", {})
    client.sign_in(flat.person)
    for level in (0, 1, 2):
        at(flat, level)
        assert "tapatybę" not in " ".join(said(page) for page in pages(client, flat)), level


def test_once_the_contract_has_passed_on_only_the_code_is_left(client: CheckingClient, flat: people.Flat) -> None:
    holds(flat, "gas")
    sign_in(client, known(flat.person))
    pass_on(flat, "gas")
    client.sign_in(flat.person)
    assert set().union(*shown(client, flat).values()) == set()
    page = said(client.get(f"/services/{flat.services['gas'].public_id}"))
    assert "sutartis perėjo kitam asmeniui, todėl" in page
    assert IF_YOURS not in page
