"""All meters of a home on one page: one press, one commit, and what is odd is asked about on its own pages."""

import brotli
import pytest

from data import drafts
from data.database import connect
from data.outbox import Outbox
from data.readings import Declaration, Reading
from data.services import Meter, Register
from tests import people
from tests.client import AS_HTMX, BASE_URL, CheckingClient, said
from tests.counting import counted
from tests.people import Flat

pytestmark = pytest.mark.usefixtures("november")
HOME = "/readings/home"


@pytest.fixture
def ona(client: CheckingClient) -> Flat:
    flat = people.ona()
    client.sign_in(flat.person)
    return flat


def boxes(flat: Flat, **typed: str) -> dict[str, str]:
    """`electricity_t1="12400"` → the box of that meter's register."""
    named = ((*name.partition("_")[::2], value) for name, value in typed.items())
    return {f"iki_{flat.meters[kind].public_id}{'_' + code if code else ''}": value for kind, code, value in named}


PLAIN = {"electricity_t1": "12400", "electricity_t2": "4350", "gas": "2490", "cold": "314,5", "hot": "199,2"}


def test_one_press_declares_them_all(client: CheckingClient, ona: Flat) -> None:
    page = client.send(client.get(HOME), **boxes(ona, **PLAIN))
    assert "Rodmenys deklaruoti" in said(page)
    assert Declaration.select().where(Declaration.state == "declared").count() == 4
    assert Reading.select().count() == 5
    assert Outbox.select().where(Outbox.kind == "declared").count() == 4
    for one in Declaration.select():
        assert f'href="/receipts/{one.number}"' in page.text
    again = client.get(page.request.path)
    assert said(again) == said(page)
    assert "Dabar deklaruoti nieko nereikia" in said(client.get(HOME))


def test_what_is_left_empty_waits(client: CheckingClient, ona: Flat) -> None:
    page = client.send(client.get(HOME), **boxes(ona, gas="2490"))
    assert "10 m³" in said(page)
    assert Declaration.select().count() == 1
    assert f"iki_{ona.meters['gas'].public_id}" not in client.get(HOME).text
    assert f"iki_{ona.meters['cold'].public_id}" in client.get(HOME).text


def test_what_is_odd_is_not_declared_and_stands_in_its_own_pages(client: CheckingClient, ona: Flat) -> None:
    page = client.send(client.get(HOME), **boxes(ona, gas="2400", cold="9999", hot="199,2"))
    assert "pažiūrėkite dar kartą" in said(page)
    assert [one.meter_id for one in Declaration.select()] == [ona.meters["hot"].id]
    gas = client.get(client.get(f"/readings/{ona.meters['gas'].public_id}/check").location)
    assert "Ar skaitiklis apsisuko" in said(gas)
    assert "2 400" in said(gas)
    cold = client.get(client.get(f"/readings/{ona.meters['cold'].public_id}/check").location)
    assert "Ar rodmuo teisingas?" in said(cold)


@pytest.mark.parametrize("htmx", [False, True])
def test_one_bad_box_declares_nothing_and_nothing_typed_is_lost(client: CheckingClient, ona: Flat, htmx: bool) -> None:
    typed = boxes(ona, gas="2490", cold="31x")
    page = client.send(client.get(HOME), htmx=htmx, **typed)
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in page.text
    assert page.text.count('aria-invalid="true"') == 1
    assert "Šaltas vanduo:" in said(page)
    assert Declaration.select().count() == 0


def test_nothing_typed_at_all_is_told(client: CheckingClient, ona: Flat) -> None:
    assert "Įrašykite bent vieno skaitiklio rodmenį" in said(client.send(client.get(HOME)))


def test_sent_twice_it_is_declared_once(client: CheckingClient, ona: Flat) -> None:
    page = client.get(HOME)
    first, second = (client.send(page, **boxes(ona, **PLAIN)) for _ in range(2))
    assert first.request.path == second.request.path
    assert Declaration.select().count() == 4


def test_a_failure_at_the_last_meter_declares_none(
    client: CheckingClient, ona: Flat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One commit: half a home is never declared."""
    page, remember = client.get(HOME), drafts.remember

    def fails(draft: drafts.Draft) -> None:
        if "done" in draft.answers:
            raise OSError
        remember(draft)

    monkeypatch.setattr(drafts, "remember", fails)
    assert client.send(page, **boxes(ona, **PLAIN)).status_code == 500
    connect()
    assert Declaration.select().count() == Reading.select().count() == Outbox.select().count() == 0


def test_of_a_service_with_the_code_alone_no_number_is_shown(client: CheckingClient, jonas: Flat) -> None:
    page = client.get(HOME)
    assert "skaitiklis E20000001" in said(page)
    assert "skaitiklis …002" in said(page)
    assert "E20000002" not in page.text


def test_eight_meters_stay_one_light_page(client: CheckingClient, ona: Flat) -> None:
    for place in range(4):
        made = Meter.create(account=ona.services["cold"].account, number=f"V{place}")
        Register.create(
            meter=made, zone="cold", unit="m³", digits=5, decimals=1, first_value=311_000, first_date="2026-10-31"
        )
    client.get("/services")  # a first page carries the style sheet too
    answer = client.get(HOME, base_url=BASE_URL)
    assert "<style>" not in answer.text
    assert answer.text.count("<fieldset") == 8
    piece = client.get(HOME, headers=AS_HTMX, base_url=BASE_URL)
    assert len(brotli.compress(answer.data, quality=5)) <= 6_000
    assert len(brotli.compress(piece.data, quality=5)) <= 2_500


def test_the_meters_come_in_one_statement(client: CheckingClient, ona: Flat) -> None:
    client.get(HOME)
    with counted() as statements:
        client.get(HOME, headers=AS_HTMX, base_url=BASE_URL)
    assert len([one for one in statements if "FROM service s" in one]) == 1


def test_the_list_of_tasks_leads_there_when_several_are_due(client: CheckingClient, ona: Flat) -> None:
    for path in ("/readings", "/services"):
        assert f'href="{HOME}"' in client.get(path).text
    client.send(client.get(HOME), **boxes(ona, **PLAIN))
    for path in ("/readings", "/services"):
        assert f'href="{HOME}"' not in client.get(path).text
