"""Paying at Montonio: the worker makes the order, the payer follows it, and whoever tells first is believed once."""

import json
from urllib.parse import urlsplit

import pytest
import requests
import time_machine

from data import ledger, payments
from data.database import now
from data.outbox import Outbox
from data.payments import Payment
from gateways.https import Line
from gateways.methods import MontonioMethod
from gateways.montonio import Contract
from ordering import Ordering
from sandbox.montonio import create_montonio, wire
from tests.client import BASE_URL
from tests.gateways.serving import serving
from tests.paying import chosen, heading, ona_with_a_bill, path_of
from tests.people import PAYEE


@pytest.fixture
def montonio(app, tmp_path):
    """The stand-in on a port of its own, and our store there. It cannot reach us: webhooks are carried by hand."""
    before = app.extensions["methods"]
    with serving(create_montonio(tmp_path, BASE_URL, settles_after=0.05)) as address:
        contract = Contract(Line(f"{address}api"), wire.ACCESS_KEY, wire.SECRET_KEY, PAYEE)
        app.extensions["methods"] = before | {"montonio": MontonioMethod(contract, "Savitarna")}
        yield Ordering(app.extensions["methods"], BASE_URL)
    app.extensions["methods"] = before


@pytest.fixture
def ona(client):
    return ona_with_a_bill(client)


def ordered(client, montonio):
    """The payer has chosen Montonio, and the worker has made the order. Gives the page with the button."""
    page = chosen(client, "montonio")
    assert heading(page) == "Pereinama prie mokėjimo"
    ready = f"/pay/{Payment.get().public_id}/ready"
    assert client.get(ready, headers={"HX-Request": "true"}).status_code == 204
    montonio.order(json.loads(Outbox.get(Outbox.kind == "order").payload))
    assert client.get(ready, headers={"HX-Request": "true"}).headers["HX-Redirect"].endswith("/bank")
    return client.get(f"/pay/{Payment.get().public_id}/bank")


def press(act):
    """A button of the payer's page there; gives the path that leads home."""
    pressed = requests.post(Payment.get().leave_url, data={"act": act}, timeout=5, allow_redirects=False)
    there = urlsplit(Payment.get().leave_url)
    back = requests.get(f"{there.scheme}://{there.netloc}{pressed.headers['Location']}", timeout=5,
                        allow_redirects=False)  # fmt: skip
    return path_of(back.headers.get("Location", ""))


def test_what_was_paid_at_montonio_is_paid_once_whoever_tells(client, bank, ona, montonio):
    assert Payment.get_or_none() is None
    page = ordered(client, montonio)
    assert f'action="{Payment.get().leave_url}"' in page.text
    home = press("pay")
    back = client.get(home)
    assert heading(client.get(back.location)) == "Apmokėta"
    token = home.partition("order-token=")[2]
    for _ in range(13):
        told = bank.post("/pay/montonio/callback", json={"orderToken": token}, base_url=BASE_URL)
        assert told.status_code == 200
    assert ledger.balances() == {"clearing:montonio": 1745, "payable:elektra": -1745}
    assert Outbox.select().where(Outbox.kind == "payment").count() == 1


def test_the_order_is_made_once_however_often_the_worker_is_told(client, ona, montonio):
    ordered(client, montonio)
    first = Payment.get().order_id
    montonio.order(json.loads(Outbox.get(Outbox.kind == "order").payload))
    assert Payment.get().order_id == first


def test_a_payer_who_closed_the_window_is_asked_about_and_paid(client, ona, montonio):
    ordered(client, montonio)
    press("leave")
    assert Payment.get().state == "redirected"
    assert montonio.ask() == 0
    with time_machine.travel(now() + 61):
        assert montonio.ask() == 1
    assert Payment.get().state == "paid"
    assert payments.troubles() == ()


def test_a_token_that_is_forged_or_another_stores_is_refused_with_401(client, bank, ona, montonio):
    ordered(client, montonio)
    told = bank.post("/pay/montonio/callback", json={"orderToken": "e30.e30.AAAA"}, base_url=BASE_URL)
    assert told.status_code == 401
    assert Payment.get().state == "redirected"


def test_an_order_that_nobody_pays_in_time_is_over_and_may_be_paid_again(client, ona, montonio):
    ordered(client, montonio)
    press("abandon")
    with time_machine.travel(now() + 61):
        montonio.ask()
    assert Payment.get().state == "expired"
