"""Declaring through the pages, with and without script."""

import pytest

from data.readings import Reading
from tests import people
from tests.client import CheckingClient, main_of, parse, text_of


@pytest.fixture
def jonas(client: CheckingClient) -> people.Flat:
    found = people.jonas()
    client.sign_in(found.person)
    return found


@pytest.fixture
def ona(client: CheckingClient) -> people.Flat:
    found = people.ona()
    client.sign_in(found.person)
    return found


def values(flat: people.Flat, kind: str = "electricity") -> str:
    return f"/readings/{flat.meters[kind].public_id}/values"


def seen(page: object) -> str:
    return text_of(main_of(parse(page)))  # type: ignore[arg-type]


@pytest.mark.parametrize("htmx", [False, True])
def test_one_meter_is_declared_in_three_pages_and_one_number(
    client: CheckingClient, jonas: people.Flat, htmx: bool
) -> None:
    page = client.get(values(jonas))
    check = client.send(page, "choice=declare", htmx=htmx, iki="7 710")
    assert "56 kWh × 0,22000 € = 12,32 €" in seen(check)
    receipt = client.send(check, htmx=htmx)
    assert "Rodmenys deklaruoti" in seen(receipt)
    assert "2026-000001" in seen(receipt)
    assert "15,32 €" in seen(receipt)
    assert Reading.get().value == 7_710_000
