"""A payment on paper, paid or cut in the middle: nothing is promised that nobody knows (KIOSK.md §5)."""

import re

import pytest

from data import payments
from data.kiosks.tables import KioskJob
from data.payments import Payment
from rules.basket import Wanted
from tests import people
from tests.client import BASE_URL, CheckingClient, said
from tests.handing_on import form_of, signed_in
from tests.kiosks import enrolled
from tests.slips import PRINT, fetched, left, rows


@pytest.fixture
def secret(client: CheckingClient) -> str:
    return enrolled(client)


def paid(flat: people.Flat, **more: str) -> Payment:
    """A payment of what has been declared."""
    people.declaration(flat.person, flat.meters["electricity"], 890, {"": 7700})
    begun = payments.start(flat.person.id, [Wanted("declared", "E20000001-2026-11-1")], "seb", "key-of-the-attempt-001")
    Payment.update(**more).where(Payment.public_id == begun.public_id).execute()
    return Payment.get(Payment.public_id == begun.public_id)


def test_a_paid_receipt_names_what_was_paid_and_nobody(client: CheckingClient, secret: str) -> None:
    flat = signed_in(client, secret)
    paid(flat, state="paid", number="2026-000007", payer_name="SLAPTOJI KANARĖLĖ")
    assert "SLAPTOJI" not in client.get("/receipts/2026-000007").text
    told = fetched(client, secret, left(client, "2026-000007")).json
    assert rows(told)["Mokėtojo kodas"] == "…0001"
    assert rows(told)["Iš viso"] == "8,90\xa0€"
    assert (rows(told)["Nuo"], rows(told)["Iki"], rows(told)["Skirtumas"]) == ("7\xa0654", "7\xa0700", "46 kWh")
    assert "SLAPTOJI" not in str(told)


@pytest.mark.parametrize("state", ["redirected", "pending", "review"])
def test_a_payment_that_was_cut_is_said_to_be_open(client: CheckingClient, secret: str, state: str) -> None:
    flat = signed_in(client, secret)
    open_one = paid(flat, state=state)
    where = f"{BASE_URL}/check/{open_one.stamp}"
    page = client.get(f"/pay/{open_one.public_id}")
    assert "Ar apmokėta, dar nežinoma" in said(page)
    assert where in said(page)
    page = client.send(page, form=form_of(page, PRINT))
    found = re.search(rf"/print/([A-Za-z0-9_-]{{22}})\?back=/pay/{open_one.public_id}", page.text)
    assert found
    told = fetched(client, secret, found[1]).json
    assert told["qr"] == where
    assert told["lines"][1]["text"] == "Ar apmokėta, dar nežinoma"
    assert rows(told)["Mokėjimo kodas"] == open_one.stamp
    assert "nemokėkite dar kartą" in str(told)


def test_a_payment_that_is_decided_before_the_paper_comes_is_told_as_it_is(client: CheckingClient, secret: str) -> None:
    flat = signed_in(client, secret)
    open_one = paid(flat, state="pending")
    page = client.get(f"/pay/{open_one.public_id}")
    client.send(page, form=form_of(page, PRINT))
    Payment.update(state="paid", number="2026-000008").where(Payment.id == open_one.id).execute()
    told = fetched(client, secret, KioskJob.get().public_id).json
    assert (told["lines"][1]["text"], rows(told)["Kvitas"]) == ("Apmokėta", "2026-000008")


@pytest.mark.parametrize("state", ["created", "failed"])
def test_a_payment_that_is_not_open_has_no_slip(client: CheckingClient, secret: str, state: str) -> None:
    flat = signed_in(client, secret)
    one = paid(flat, state=state)
    assert "/kiosk/print" not in client.get(f"/pay/{one.public_id}").text
    page = client.get("/receipts/E20000001-2026-11-1")
    assert client.send(page, form=form_of(page, PRINT), number=one.public_id).status_code == 404
