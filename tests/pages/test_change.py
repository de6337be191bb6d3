"""A receipt tells why its sum is another one than the last."""

import pytest
import time_machine

from data.services import Register
from data.tariffs import Tariff
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values

pytestmark = pytest.mark.usefixtures("november")


def declared(client: CheckingClient, flat: people.Flat, value: str) -> str:
    return said(client.send(client.send(client.get(values(flat)), "choice=declare", iki=value)))


def test_more_use_and_a_new_price_are_told_apart_to_the_cent(client: CheckingClient, jonas: people.Flat) -> None:
    (register,) = jonas.registers("electricity")
    Register.update(first_value=7_600_000, first_date="2026-09-30").where(Register.id == register.id).execute()
    with time_machine.travel("2026-10-20T12:00+03:00"):
        client.sign_in(jonas.person)
        declared(client, jonas, "7654")  # 54 kWh: 11,88 and the fixed 3,00
    at = jonas.services["electricity"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="1z", valid_from="2026-11-01", price=25_000)
    client.sign_in(jonas.person)
    text = declared(client, jonas, "7710")  # 56 kWh: 14,00 and the fixed 3,00
    assert "Kodėl suma kita nei ankstesnį kartą (2026 m. spalis)?" in text
    assert "Tada buvo 14,88 €, dabar – 17,00 €" in text
    assert "Elektra: suvartojimas +0,44 €" in text
    assert "Elektra: kaina +1,68 €" in text


def test_the_first_receipt_has_nothing_to_compare_with(client: CheckingClient, jonas: people.Flat) -> None:
    assert "Kodėl suma kita" not in declared(client, jonas, "7710")
