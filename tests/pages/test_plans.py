"""A resident compares the provider's plans on the use of the last year."""

import pytest

from data.services import Service
from data.tariffs import Tariff
from tests import people
from tests.client import CheckingClient, said
from tests.counting import counted
from tests.declaring import values

pytestmark = pytest.mark.usefixtures("november")


def page_of(flat: people.Flat) -> str:
    return values(flat).replace("/values", "/plans")


@pytest.fixture
def used(jonas: people.Flat) -> people.Flat:
    """Two months of use, and a second plan."""
    (register,) = jonas.registers("electricity")
    people.reading(register, "2026-09", 7_500, 7_400)
    people.reading(register, "2026-10", 7_654, 7_500)
    at = jonas.services["electricity"].account.provider
    Tariff.create(provider=at, plan="Namai plius", zone="1z", valid_from="2026-01-01", price=20_000)
    return jonas


def test_the_cheapest_plan_comes_first_with_the_difference(client: CheckingClient, used: people.Flat) -> None:
    client.get(page_of(used))  # the first time it is also seen in other languages
    with counted() as statements:
        text = said(client.get(page_of(used)))
    assert "per paskutinius 2 žinomus mėnesius" in text
    assert text.index("Namai plius") < text.index("Jūsų planas")
    assert "50,80 €" in text  # 254 kWh at 0,20
    assert "61,88 €" in text  # 254 kWh at 0,22, and 3,00 a month
    assert "-11,08 €" in text
    assert len(statements) <= 4


def test_the_history_leads_there(client: CheckingClient, used: people.Flat) -> None:
    page = client.get(values(used).replace("/values", "/history"))
    assert f'href="{page_of(used)}"' in page.text


def test_without_any_use_it_says_so(client: CheckingClient, jonas: people.Flat) -> None:
    assert "Palyginti dar nėra ko" in said(client.get(page_of(jonas)))


def test_with_the_code_alone_no_use_is_told(client: CheckingClient, used: people.Flat) -> None:
    Service.update(level=0).execute()
    text = said(client.get(page_of(used)))
    assert "rodoma tik sutarties savininkui" in text
    assert "€" not in text
