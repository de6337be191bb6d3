"""Who was silent for months sees which part of the use is charged at which price, before sending and afterwards."""

import pytest

from data.services import Provider, Register
from data.tariffs import Tariff
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values
from tests.mail import Postman

pytestmark = pytest.mark.usefixtures("november")

OCTOBER, NOVEMBER = "2026-10-01 – 2026-10-31: 28 kWh × 0,22000 € = 6,16 €", "28 kWh × 0,30000 € = 8,40 €"


@pytest.fixture
def silent(jonas: people.Flat) -> people.Flat:
    """No reading of October, and a new price from November."""
    (register,) = jonas.registers("electricity")
    Register.update(first_date="2026-09-30").where(Register.id == register.id).execute()
    Provider.update(pricing="spread_back").where(Provider.kind == "electricity").execute()
    at = jonas.services["electricity"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="1z", valid_from="2026-11-01", price=30_000)
    return jonas


def test_each_month_has_its_own_price_on_every_page_and_paper(
    client: CheckingClient, silent: people.Flat, postman: Postman
) -> None:
    check = client.send(client.get(values(silent)), "choice=declare", iki="7710")
    assert OCTOBER in said(check)
    assert NOVEMBER in said(check)
    assert "17,56 €" in said(check)  # 6,16 + 8,40 + 3,00
    receipt = client.send(check)
    assert OCTOBER in said(receipt)
    assert "56 kWh = 14,56 €" in said(receipt)
    assert "iš jų PVM 3,05 €" in said(receipt)
    assert client.get("/receipts/2026-000001.pdf").data.startswith(b"%PDF")
    (letter,) = postman.letters("jonas@pavyzdys.lt")
    assert OCTOBER in letter.text.replace("\u00a0", " ")


def test_public_supply_charges_the_month_of_declaring(client: CheckingClient, silent: people.Flat) -> None:
    Provider.update(pricing="declaration_month").execute()
    check = client.send(client.get(values(silent)), "choice=declare", iki="7710")
    assert "56 kWh × 0,30000 € = 16,80 €" in said(check)


def test_a_price_in_blocks_says_from_which_use_the_next_one_begins(client: CheckingClient, jonas: people.Flat) -> None:
    at, block = jonas.services["electricity"].account.provider, {"valid_from": "2025-01-01", "above": 40_000}
    Tariff.create(provider=at, plan="Standartinis", zone="1z", price=40_000, **block)
    row = client.get(values(jonas))
    assert "kas viršija 40 kWh per mėnesį – 0,40000 €" in said(row)
    check = client.send(row, "choice=declare", iki="7710")
    assert "40 kWh × 0,22000 € = 8,80 €" in said(check)
    assert "16 kWh × 0,40000 € = 6,40 €" in said(check)


def test_what_happens_if_nothing_is_declared_is_told_on_a_page_of_its_own(
    client: CheckingClient, jonas: people.Flat
) -> None:
    row, path = client.get(values(jonas)), values(jonas).replace("/values", "/silence")
    assert f'href="{path}"' in row.text
    assert "Kiek tai bus, nežinome" in said(client.get(path))
    (register,) = jonas.registers("electricity")
    people.reading(register, "2025-11", 6_000, 5_950)
    text = said(client.get(path))
    assert "Bus apskaičiuotas vidurkis: 50 kWh, 14,00 €" in text
    assert "Tiek šį mėnesį sunaudojote prieš metus" in text
    assert "ESO" in text


def test_of_somebody_elses_meter_no_average_is_told(client: CheckingClient, jonas: people.Flat) -> None:
    path = values(jonas, "mother")
    (register,) = jonas.registers("mother")
    people.reading(register, "2025-11", 6_000, 5_950)
    assert "jei nedeklaruosiu" not in said(client.get(path))
    assert "50 kWh" not in said(client.get(path.replace("/values", "/silence")))
