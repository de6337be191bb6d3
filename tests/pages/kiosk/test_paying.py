"""Paying at a terminal: no bank's pages unless a setting names them, and never a dead end (KIOSK.md §3)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.client import CheckingClient, said
from tests.kiosks import visit
from tests.people import Flat, bill, declaration, jonas


@pytest.fixture
def banks(app: Flask) -> Iterator[None]:
    """A house that lets terminals open the pages of SEB."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, kiosk_methods=("seb",))
    yield
    app.config["SETTINGS"] = before


def signed_in(client: CheckingClient) -> Flat:
    flat = jonas()
    visit(client)
    client.sign_in(flat.person, "smart-id")
    return flat


def check_page(client: CheckingClient, flat: Flat) -> TestResponse:
    values = client.get(f"/readings/{flat.meters['electricity'].public_id}/values")
    return client.send(values, "choice=declare_and_pay", iki="7690")


def test_without_a_bank_one_declares_and_pays_later(client: CheckingClient) -> None:
    page = check_page(client, signed_in(client))
    assert "Iš viso" in page.text
    assert "SEB" not in page.text
    receipt = client.send(page, "method=later")
    assert receipt.request.path.startswith("/receipts/")
    assert "Rodmenys deklaruoti" in said(receipt)


def test_a_bank_that_is_not_offered_is_refused(client: CheckingClient) -> None:
    page = check_page(client, signed_in(client))
    again = client.send(page, method="seb")
    assert again.request.path == page.request.path
    assert "Pasirinkite mokėjimo būdą" in said(again)


def test_a_bill_is_paid_on_the_phone(client: CheckingClient) -> None:
    flat = signed_in(client)
    bill(flat.services["electricity"].account, "B-1", 1745)
    declaration(flat.person, flat.meters["electricity"], 1500, {"": 7700})
    last = client.send(client.get("/pay/basket"))
    assert "Apmokėti telefone" in said(last)
    assert "SEB" not in last.text
    assert 'name="method"' not in last.text


@pytest.mark.usefixtures("banks")
def test_a_bank_that_the_house_names_can_be_paid_at(client: CheckingClient) -> None:
    page = check_page(client, signed_in(client))
    assert "Deklaruoti ir apmokėti: SEB" in said(page)
    assert "Swedbank" not in page.text
    answer = client.send(page, "method=seb")
    assert answer.request.path.endswith("/bank")
    assert 'href="/pay"' in client.get("/services").text


def test_a_payment_begun_elsewhere_does_not_open_its_bank_here(client: CheckingClient) -> None:
    flat = jonas()
    client.sign_in(flat.person)
    begun = client.send(check_page(client, flat), method="seb")
    visit(client)
    client.sign_in(flat.person, "smart-id")
    assert client.get(begun.request.path).location == begun.request.path.removesuffix("/bank")
