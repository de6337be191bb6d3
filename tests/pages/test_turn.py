"""The deadline with money on the Iki page, beside the sum while typing, and on the check page."""

from collections.abc import Iterator

import pytest
import time_machine

from data.services import Provider
from data.tariffs import Tariff
from tests import people
from tests.client import CheckingClient, said
from tests.counting import counted
from tests.declaring import values

BOTH = "Deklaravus iki 2026-12-31 24:00 – 15,32 €, nuo 2027-01-01 – 16,68 €"


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with time_machine.travel("2026-12-20 12:00+02:00"):
        yield


def rises(zone: str = "1z", price: int = 24_430) -> None:
    at = Provider.get(Provider.code == "elektra")
    Tariff.create(provider=at, plan="Standartinis", zone=zone, valid_from="2027-01-01", price=price)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_both_sums_stand_on_the_check_page_and_beside_the_typed_value(
    client: CheckingClient, jonas: people.Flat
) -> None:
    rises()
    page = client.get(values(jonas))
    assert 'id="turn"' in page.text
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    path, data = values(jonas).replace("/values", "/sum"), {"csrf": token, "iki": "7710"}
    piece = client.post(path, data=data, headers={"HX-Request": "true"})
    assert BOTH in plain(piece.text)
    assert len(piece.data) < 1000
    assert BOTH in plain(said(client.send(page, "choice=declare", iki="7710")))


def test_a_new_fixed_part_alone_is_told_as_well(client: CheckingClient, jonas: people.Flat) -> None:
    rises("fixed", 400_000)
    check = client.send(client.get(values(jonas)), "choice=declare", iki="7710")
    assert "15,32 €, nuo 2027-01-01 – 16,32 €" in plain(said(check))


def test_without_a_change_nothing_is_said(client: CheckingClient, jonas: people.Flat) -> None:
    page = client.get(values(jonas))
    assert 'id="turn"' not in page.text
    assert "Deklaravus iki" not in said(client.send(page, "choice=declare", iki="7710"))


def test_the_page_asks_no_more_for_it(client: CheckingClient, jonas: people.Flat) -> None:
    rises()
    client.get(values(jonas))
    with counted() as statements:
        client.get(values(jonas))
    assert len([one for one in statements if "session" not in one]) == 2
