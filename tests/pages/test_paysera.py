"""Paying at Paysera: its signed word books, whether the browser or the server brings it, or both."""

import pytest

from data import ledger
from data.payments import BankMessage, Payment
from tests.client import BASE_URL, controls, main_of, parse
from tests.paying import chosen, heading, ona_with_a_bill, path_of


@pytest.fixture
def ona(client):
    return ona_with_a_bill(client)


def at_paysera(client, bank, act):
    """From our page to the stand-in and through one of its buttons; gives the address that leads home."""
    page = chosen(client, "paysera")
    form = next(form for form in main_of(parse(page)).iter("form"))
    assert form.get("method") == "get"
    taken = bank.get(path_of(form.get("action")), query_string=controls(form), base_url=BASE_URL)
    assert taken.status_code == 303, taken.text
    pressed = bank.post(taken.location, data={"act": act}, base_url=BASE_URL)
    return path_of(bank.get(pressed.location, base_url=BASE_URL).location)


def test_what_was_paid_at_paysera_is_paid_once_whoever_tells(client, bank, ona):
    home = at_paysera(client, bank, "pay")
    query = home.partition("?")[2]
    back = client.get(home)
    assert heading(client.get(back.location)) == "Apmokėta"
    for _ in range(2):
        told = bank.get(f"/pay/paysera/callback?{query}", base_url=BASE_URL)
        assert (told.status_code, told.text) == (200, "OK")
    assert Payment.get().state == "paid"
    assert ledger.balances() == {"clearing:paysera": 1745, "payable:elektra": -1745}
    assert {one.verdict for one in BankMessage.select()} == {"booked", "repeated"}


def test_paysera_may_call_before_the_browser_is_back_or_without_it(client, bank, ona):
    query = at_paysera(client, bank, "pay").partition("?")[2]
    assert bank.post("/pay/paysera/callback", data=query, content_type="application/x-www-form-urlencoded",
                     base_url=BASE_URL).text == "OK"  # fmt: skip
    assert Payment.get().state == "paid"


def test_a_changed_word_of_paysera_is_not_believed(client, bank, ona):
    query = at_paysera(client, bank, "pay").partition("?")[2]
    changed = query.replace("ss3=", "ss3=A")
    told = bank.get(f"/pay/paysera/callback?{changed}", base_url=BASE_URL)
    assert (told.status_code, told.text) == (400, "REFUSED")
    assert Payment.get().state == "redirected"
    assert ledger.balances() == {}


def test_a_payment_that_paysera_has_only_accepted_waits(client, bank, ona):
    back = client.get(at_paysera(client, bank, "delay"))
    assert heading(client.get(back.location)) == "Mokėjimas vykdomas"
    assert Payment.get().state == "pending"


def test_coming_back_with_nothing_leads_to_ones_payments(client, ona):
    assert client.get("/pay/paysera/return").location == "/pay/history"


def test_a_transfer_shows_what_to_write_and_a_code_to_read(client, ona):
    page = chosen(client, "transfer")
    assert heading(page) == "Banko pavedimas"
    paying = Payment.get()
    assert "LT12 1000" in page.text.replace("\xa0", " ") or "LT121000011101001000" in page.text
    assert 'class="qr"' in page.text
    again = client.get(f"/pay/{paying.public_id}")
    assert again.location == f"/pay/{paying.public_id}/bank"
