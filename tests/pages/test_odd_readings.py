"""Readings that are questioned: lower than Nuo, after a replacement, unusually high."""

import pytest

from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values


@pytest.mark.parametrize("htmx", [False, True])
def test_a_slip_now_leads_back_to_the_row_with_the_value(
    client: CheckingClient, jonas: people.Flat, htmx: bool
) -> None:
    page = client.send(client.get(values(jonas)), "choice=declare", htmx=htmx, iki="7564")
    assert "Ar skaitiklis apsisuko, pakeistas, ar suklydote?" in said(page)
    back = client.send(page, htmx=htmx, lower="typo")
    assert 'value="7564"' in back.text
    assert "12,32 €" in said(client.send(back, "choice=declare", htmx=htmx, iki="7710"))


def test_the_lower_page_asks_for_an_answer(client: CheckingClient, jonas: people.Flat) -> None:
    page = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7564"))
    assert "Pasirinkite, kodėl rodmuo mažesnis" in said(page)


def test_a_replaced_meter_is_declared_with_its_act(client: CheckingClient, jonas: people.Flat) -> None:
    page = client.send(client.get(values(jonas)), "choice=declare", iki="30")
    act = client.send(page, lower="replaced")
    assert "Ne mažesnis kaip 7 654" in said(act)
    wrong = client.send(act, old_final="7000", new_start="5")
    assert "Senojo skaitiklio paskutinis rodmuo turi būti ne mažesnis kaip 7654" in said(wrong)
    check = client.send(wrong, old_final="7700", new_start="5")
    assert "71 kWh" in said(check)
    assert "Rodmenys deklaruoti" in said(client.send(check))


def test_a_wrong_last_reading_is_no_dead_end(client: CheckingClient, jonas: people.Flat) -> None:
    page = client.send(client.get(values(jonas)), "choice=declare_and_pay", iki="7600")
    check = client.send(page, lower="last_wrong")
    assert "Skirtumą ir sumą apskaičiuos paslaugos teikėjas." in said(check)


def test_an_unusual_reading_is_questioned_and_may_be_confirmed(client: CheckingClient, jonas: people.Flat) -> None:
    people.reading(jonas.registers("electricity")[0], "2025-11", 6060, 6000)
    page = client.send(client.get(values(jonas)), "choice=declare", iki="17710")
    text = said(page)
    assert "Ar rodmuo teisingas?" in text
    assert "Pataisyti" in text
    receipt = client.send(client.send(page, reason="long_ago"))
    assert "Rodmenys deklaruoti" in said(receipt)


def test_with_the_code_alone_the_unusual_page_tells_no_history(client: CheckingClient, jonas: people.Flat) -> None:
    people.reading(jonas.registers("mother")[0], "2025-11", 90_061, 90_000)
    page = client.send(client.get(values(jonas, "mother")), "choice=declare", iki="99999")
    assert "Kanarėlė" not in page.text
    for path in (values(jonas, "mother"), values(jonas, "mother").replace("values", "history")):
        text = client.get(path).text
        assert "Slaptoji" not in text
        assert "Pernai" not in text
