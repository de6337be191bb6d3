"""What follows a declaration: its receipt, a correction, taking it back."""

import pytest

from data.readings import Declaration
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values

pytestmark = pytest.mark.usefixtures("november")


def test_a_repeated_post_lands_on_the_same_receipt(client: CheckingClient, jonas: people.Flat) -> None:
    check = client.send(client.get(values(jonas)), "choice=declare", iki="7710")
    first, second = client.send(check), client.send(check)
    assert first.request.path == second.request.path == "/receipts/2026-000001"
    assert "Šie rodmenys jau deklaruoti. Čia jų kvitas" in said(second)
    assert "jau deklaruoti" not in said(first)
    assert "Šie rodmenys jau deklaruoti. Čia jų kvitas" in said(client.send(check, htmx=True))
    assert Declaration.select().count() == 1


def test_a_correction_is_prefilled_and_keeps_both_versions(client: CheckingClient, jonas: people.Flat) -> None:
    client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    again = client.get(values(jonas))
    assert "Šis mėnuo jau deklaruotas" in said(again)
    assert 'value="7710"' in again.text
    receipt = client.send(client.send(again, "choice=declare", iki="7711"))
    text = said(receipt)
    assert "Visi šio mėnesio rodmenys" in text
    assert "7 710" in text
    assert "Šiuos rodmenis pakeitė vėlesni" in said(client.get("/receipts/2026-000001"))


def test_a_declaration_can_be_withdrawn(client: CheckingClient, jonas: people.Flat) -> None:
    receipt = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    assert "Pataisyti iki lapkričio 30 d." in said(receipt)
    assert "Rodmenys atšaukti" in said(client.send(receipt))
    assert "Šis mėnuo jau deklaruotas" not in said(client.get(values(jonas)))


def test_the_pdf_is_the_same_each_time_and_its_senders_alone(client: CheckingClient, jonas: people.Flat) -> None:
    client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    first, second = client.get("/receipts/2026-000001.pdf"), client.get("/receipts/2026-000001.pdf")
    assert first.data == second.data
    assert first.data.startswith(b"%PDF")
    assert first.mimetype == "application/pdf"
    client.sign_in(people.ruta().person)
    for path in ("/receipts/2026-000001.pdf", "/receipts/2026-000001", values(jonas)):
        assert client.get(path).status_code == 404
