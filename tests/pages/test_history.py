"""The history of a meter: every month, every version, two years at once."""

import json

import pytest

from blueprints import history_file
from data import readings
from data.readings import Declaration
from tests import people
from tests.client import CheckingClient, said
from tests.counting import counted
from tests.declaring import values
from tests.handing_on import declared

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def ona(client: CheckingClient) -> people.Flat:
    found = people.ona()
    client.sign_in(found.person)
    return found


def history(flat: people.Flat, kind: str = "gas") -> str:
    return f"/readings/{flat.meters[kind].public_id}/history"


def three_years(flat: people.Flat) -> None:
    """36 months of gas up to October 2026, one unit more each month: 1, 2, … 36."""
    value = 1000
    for place in range(36):
        year, month = divmod(2023 * 12 + 10 + place, 12)
        people.reading(flat.registers("gas")[0], f"{year}-{month + 1:02d}", value + place + 1, value)
        value += place + 1


def test_nothing_declared_says_so(client: CheckingClient, ona: people.Flat) -> None:
    assert "Dar nieko nedeklaruota" in said(client.get(history(ona)))


def test_each_register_has_its_nuo_iki_and_use(client: CheckingClient, ona: people.Flat) -> None:
    page = client.send(client.get(values(ona)), "choice=declare", iki_t1="12401", iki_t2="4330")
    client.send(page)
    text = said(client.get(history(ona, "electricity"))).replace("\u00a0", " ")
    assert "18,85 € Dieninis12 345 12 401 56 kWh – Naktinis4 321 4 330 9 kWh –" in text
    assert "Deklaruota" in text
    assert "kvitas 2026-000001" in text


def test_a_withdrawn_version_stays_to_be_seen(client: CheckingClient) -> None:
    meter = declared(client)
    one = Declaration.get()
    readings.withdraw(one.person_id, one.number, one.declared_at)
    assert "Atšaukta" in said(client.get(f"/readings/{one.meter.public_id}/history")), meter


def test_a_replaced_version_stands_below_the_one_that_replaced_it(client: CheckingClient, ona: people.Flat) -> None:
    for iki in ("2490", "2500"):
        client.send(client.send(client.get(values(ona, "gas")), "choice=declare", iki=iki))
    text = said(client.get(history(ona))).replace("\u00a0", " ")
    assert text.index("2 500") < text.index("Pakeista") < text.index("2 490")


def test_two_years_stand_at_once_and_the_rest_behind_a_link(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    page = client.get(history(ona))
    assert page.text.count("<tbody>") == 23  # November 2026 is not declared yet
    assert f'href="{history(ona)}?until=2024-11"' in page.text
    older = client.get(f"{history(ona)}?until=2024-11")
    assert older.text.count("<tbody>") == 13
    assert "Naujausi mėnesiai" in said(older)


def test_each_month_stands_beside_the_same_of_last_year(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    assert "36 m³ 24 m³" in said(client.get(history(ona))).replace("\u00a0", " ")


@pytest.mark.parametrize("until", ["", "x", "2026-13", "9999-99", "2026-1", "١٢٣٤-٠١", "2024-01-01"])
def test_a_month_that_is_none_shows_the_newest(client: CheckingClient, ona: people.Flat, until: str) -> None:
    three_years(ona)
    assert client.get(f"{history(ona)}?until={until}").text.count("<tbody>") == 23


def test_months_before_all_others_say_that_there_is_nothing(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    assert "Šiais mėnesiais nieko nedeklaruota" in said(client.get(f"{history(ona)}?until=2001-01"))


def test_the_page_asks_for_the_meter_and_for_its_past(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    client.get(history(ona))
    with counted() as seen:
        client.get(history(ona))
    assert len([sql for sql in seen if "register" in sql]) == 2
    assert len(seen) <= 3  # and who is asking


def test_the_chart_is_a_file_that_is_asked_for_again_by_its_mark(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    where = history(ona).replace("/history", "/chart.svg")
    assert f'src="{where}"' in client.get(history(ona)).text
    first = client.get(where)
    assert first.mimetype == "image/svg+xml"
    assert ">36</text>" in first.text
    again = client.get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    people.reading(ona.registers("gas")[0], "2026-11", 1706, 1666)
    assert client.get(where, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_chart_is_told_in_words_of_twelve_values(client: CheckingClient, ona: people.Flat) -> None:
    three_years(ona)
    page = client.get(history(ona)).text
    assert 'alt="Suvartojimas, m³: 2025 m. lapkritis 25, ' in page
    assert "2026 m. spalis 36" in page
    assert "2025 m. spalis 24, " not in page


def test_the_chart_of_somebody_else_is_not_there(client: CheckingClient, ona: people.Flat) -> None:
    client.sign_in(people.jonas().person)
    assert client.get(history(ona).replace("/history", "/chart.svg")).status_code == 404


def test_the_file_is_one_that_spreadsheets_read(client: CheckingClient, ona: people.Flat) -> None:
    client.send(client.send(client.get(values(ona, "cold")), "choice=declare", iki="312,5"))
    answer = client.get(f"{history(ona, 'cold')}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    head, water, fixed = answer.data.decode("utf-8-sig").splitlines()
    assert head.startswith("Mėnuo;Būsena;Kaip deklaruota;")
    assert water.startswith("2026-11;Deklaruota;savitarnoje;2026-11-23 12:00;2026-000001;Šaltas vanduo;")
    assert water.endswith(";311,0;312,5;1,5;m³;4,06560;6,10")
    assert fixed.endswith(";Pastovioji dalis;;;;;1,71000;1,71")


def test_no_cell_of_the_file_is_a_formula(client: CheckingClient, ona: people.Flat) -> None:
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    lines = [{"zone": "=1+1", "unit": "@x", "value": 1000, "previous": 0, "used": 1000, "decimals": 0}]
    Declaration.update(number="=2+2", lines=json.dumps(lines)).execute()
    meter = readings.meter(ona.person.id, ona.meters["gas"].public_id)
    written = history_file.text(readings.history(ona.person.id, meter))
    assert ";'=2+2;'=1+1;" in written
    assert ";'@x;" in written
