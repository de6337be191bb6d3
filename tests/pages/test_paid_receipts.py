"""The receipt of a payment: its page, its PDF, its letter."""

import pytest

from data.payments import Payment
from tests import people
from tests.client import main_of, parse, text_of
from tests.mail import Postman
from tests.paying import at_the_bank, come_back, ona_with_a_bill, state_after


@pytest.fixture
def ona(client):
    return ona_with_a_bill(client)


def test_the_receipt_names_code_reading_bank_and_sum(client, bank, ona):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    client.get("/pay/basket")
    page = state_after(client, bank, "pay")
    paid = Payment.get()
    receipt = client.get(f"/receipts/{paid.number}")
    told = text_of(main_of(parse(receipt)))
    for words in (
        "Apmokėta",
        paid.number,
        "10000001",
        "10000002",
        "2 480 – 2 490 m³",
        "100",
        "SEB",
        "26,35 €",
        "0,00 €",
    ):
        assert words.replace(" ", "") in told.replace("\u00a0", "").replace(" ", ""), words
    assert "Deklaruoti rodmenys" not in page.text


def test_the_receipt_as_pdf_is_the_same_each_time(client, bank, ona):
    state_after(client, bank, "pay")
    first, second = (client.get(f"/receipts/{Payment.get().number}.pdf") for _ in range(2))
    assert first.mimetype == "application/pdf"
    assert first.data.startswith(b"%PDF")
    assert first.data == second.data


def test_nobody_else_gets_the_receipt(client, bank, ona, app):
    state_after(client, bank, "pay")
    jonas = app.test_client()
    jonas.sign_in(people.jonas().person)
    for path in (f"/receipts/{Payment.get().number}", f"/receipts/{Payment.get().number}.pdf"):
        assert jonas.get(path).status_code == 404


def test_one_letter_brings_the_receipt_however_often_the_bank_tells(client, bank, ona, settings):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    answer = at_the_bank(client, bank, "pay")
    for _ in range(2):
        come_back(client, answer)
    (letter,) = Postman(settings).letters("ona@pavyzdys.lt")
    number = Payment.get().number
    assert letter.subject == f"Apmokėta 26,35\u00a0€, kvitas {number}"
    for line in ("Elektra, 10000001: 17,45\u00a0€", "Dujos: 2\u00a0480 – 2\u00a0490 m³", f"/receipts/{number}", "SEB"):
        assert line in letter.text
