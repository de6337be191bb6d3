"""Our gateway and the Montonio stand-in, each with its own code, over real HTTP."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from urllib.parse import urlsplit

import pytest
import requests

from gateways import montonio
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.montonio import Ask, Contract, Order, RefundFact
from gateways.montonio.payouts import FIRST
from rules.payments import Fact, Refusal
from sandbox.montonio import create_montonio, wire
from tests.gateways.serving import serving

ACCOUNT = "LT121000011101001000"
KEYS = ("0b9c2a4e-5d1f-4c3b-8a7e-1f2d3c4b5a69", "1b9c2a4e-5d1f-4c3b-8a7e-1f2d3c4b5a69")


@dataclass
class Merchant:
    """A listening merchant: its address, what it will answer, and what servers posted to it."""

    address: str
    heard: Queue
    answers: list[int]


@pytest.fixture
def merchant() -> Iterator[Merchant]:
    heard: Queue = Queue()
    answers: list[int] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield Merchant(f"http://127.0.0.1:{server.server_port}", heard, answers)
    server.shutdown()
    server.server_close()


@pytest.fixture
def contract(tmp_path, merchant) -> Iterator[Contract]:
    with serving(create_montonio(tmp_path, merchant.address, settles_after=0.05)) as address:
        yield Contract(Line(f"{address}api"), wire.ACCESS_KEY, wire.SECRET_KEY, ACCOUNT)


@pytest.fixture
def order(merchant) -> Order:
    return Order("A1B2", 1745, f"{merchant.address}/back", f"{merchant.address}/told", bank="CBVILT2X",
                 message="Elektra ąčęėįšųūž „Iki“", reference="12345678")  # fmt: skip


def now() -> int:
    return int(time.time())


def press(created: montonio.Created, choice: str) -> requests.Response:
    """Open the payer's page, press a button, and follow until the stand-in is left."""
    page = requests.get(created.payment_url, timeout=5)
    assert "17,45 EUR" in page.text and "Bandomasis Montonio" in page.text and "<script" not in page.text
    pressed = requests.post(created.payment_url, data={"act": choice}, timeout=5, allow_redirects=False)
    assert pressed.status_code == 303
    where = f"{created.payment_url.rsplit('/', 1)[0]}{pressed.headers['Location']}"
    return requests.get(where, timeout=5, allow_redirects=False)


def told(contract: Contract, merchant: Merchant):
    return montonio.read_webhook(contract, merchant.heard.get(timeout=5), now())


def carried(contract: Contract, answer: requests.Response):
    assert answer.status_code == 303
    return montonio.read_webhook(contract, urlsplit(answer.headers["Location"]).query.encode(), now())


def paid(contract: Contract, merchant: Merchant, order: Order) -> montonio.Created:
    created = montonio.create(contract, order, now())
    press(created, "pay")
    assert told(contract, merchant).outcome == "paid"
    return created


def test_an_order_is_paid_and_everybody_tells_the_same(contract, merchant, order):
    created = montonio.create(contract, order, now())
    assert montonio.ask(contract, created.uuid, now()).fact == Fact("none", "A1B2")
    answer = press(created, "pay")
    assert answer.headers["Location"].startswith(f"{order.return_url}?order-token=")
    fact = told(contract, merchant)
    assert fact == carried(contract, answer)
    assert fact == Fact("paid", "A1B2", created.uuid, 1745, "EUR", ACCOUNT, "LT217044060000000002", "RŪTA BANDYMĖ")
    asked = montonio.ask(contract, created.uuid, now())
    assert (asked.status, asked.fact) == ("PAID", replace(fact, payer_account="", payer_name=""))


def test_a_card_has_no_account(contract, merchant, order):
    press(montonio.create(contract, replace(order, method="cardPayments"), now()), "pay")
    assert told(contract, merchant).payer_account == ""


def test_a_delayed_payment_is_pending_and_later_the_server_says_paid(contract, merchant, order):
    answer = press(montonio.create(contract, order, now()), "delay")
    assert carried(contract, answer).outcome == "pending"
    assert {told(contract, merchant).outcome for _ in range(2)} == {"pending", "paid"}


def test_the_server_may_tell_twice(contract, merchant, order):
    press(montonio.create(contract, order, now()), "twice")
    assert told(contract, merchant) == told(contract, merchant)


def test_who_closes_the_window_has_paid_all_the_same(contract, merchant, order):
    assert "langas užvertas" in press(montonio.create(contract, order, now()), "leave").text
    assert told(contract, merchant).outcome == "paid"


@pytest.mark.parametrize(("choice", "outcome"), [("refuse", "reversed"), ("void", "reversed"), ("abandon", "expired")])
def test_an_order_that_is_not_paid_is_told_so(contract, merchant, order, choice, outcome):
    press(montonio.create(contract, order, now()), choice)
    assert told(contract, merchant).outcome == outcome


def test_a_bank_may_take_the_money_back(contract, merchant, order):
    press(paid(contract, merchant, order), "void")
    assert told(contract, merchant).outcome == "reversed"


def test_a_webhook_that_is_not_taken_comes_again(contract, merchant, order):
    merchant.answers += [500, 401]
    press(montonio.create(contract, order, now()), "pay")
    assert {told(contract, merchant).outcome for _ in range(3)} == {"paid"}


def test_a_webhook_that_comes_after_its_time_makes_us_ask(contract, merchant, order):
    created = montonio.create(contract, order, now())
    press(created, "pay")
    late = montonio.read_webhook(contract, merchant.heard.get(timeout=5), now() + 90_000)
    assert late == Ask(created.uuid, "A1B2")


def test_an_unpaid_order_is_replaced_and_money_may_still_come_to_the_older_one(contract, merchant, order):
    first = montonio.create(contract, order, now())
    second = montonio.create(contract, order, now())
    assert first.uuid != second.uuid
    press(first, "pay")
    assert told(contract, merchant).transaction == first.uuid


def test_a_paid_order_is_not_replaced(contract, merchant, order):
    paid(contract, merchant, order)
    with pytest.raises(GatewayError, match=r"^refused: .*already paid"):
        montonio.create(contract, order, now())


def test_a_refund_asked_for_twice_with_one_key_is_one_refund(contract, merchant, order):
    created = paid(contract, merchant, order)
    first = montonio.refund(contract, created.uuid, 1000, KEYS[0], now())
    again = montonio.refund(contract, created.uuid, 1000, KEYS[0], now())
    assert (first.state, first.cents, again.refund_uuid) == ("pending", 1000, first.refund_uuid)
    assert told(contract, merchant) == RefundFact(created.uuid, first.refund_uuid, "done", 1000, "EUR")
    asked = montonio.ask(contract, created.uuid, now())
    assert (asked.status, asked.fact.outcome, len(asked.refunds)) == ("PARTIALLY_REFUNDED", "paid", 1)


def test_two_refunds_of_one_sum_are_not_taken_for_each_other(contract, merchant, order):
    created = paid(contract, merchant, order)
    for key in KEYS:
        assert montonio.refund(contract, created.uuid, 500, key, now()).refund_uuid
    again = montonio.refund(contract, created.uuid, 500, KEYS[0], now())
    assert (again.refund_uuid, again.state, again.cents) == ("", "pending", 500)


@pytest.mark.parametrize("cents", [4, 1746])
def test_a_refund_below_five_cents_or_above_what_was_paid_is_refused(contract, merchant, order, cents):
    created = paid(contract, merchant, order)
    with pytest.raises(GatewayError, match=r"^refused"):
        montonio.refund(contract, created.uuid, cents, KEYS[0], now())


def test_the_banks_stand_in_the_order_that_people_know(contract):
    banks = montonio.methods(contract, now())
    assert tuple(bank.code for bank in banks[:6]) == FIRST
    assert banks[6].name == "Medicinos bankas"


def test_a_payout_is_what_came_in_without_what_went_back(contract, merchant, order):
    created = paid(contract, merchant, order)
    montonio.refund(contract, created.uuid, 1000, KEYS[0], now())
    told(contract, merchant)
    (payout,) = montonio.payouts(contract, wire.STORE, now())
    assert (payout.payments_cents, payout.refunds_cents, payout.total_cents) == (1745, 1000, 745)
    assert montonio.payouts(contract, wire.STORE, now(), offset=50) == []


@pytest.mark.parametrize("change", [{"access_key": "other"}, {"secret_key": "another-secret-long-enough-for-hmac-256"}])
def test_a_store_with_wrong_keys_is_broken(contract, order, change):
    with pytest.raises(GatewayError, match=r"^broken: montonio: 40[13]"):
        montonio.create(replace(contract, **change), order, now())


@pytest.mark.parametrize("name", ["return_url", "notification_url"])
def test_nobody_is_led_away_from_the_merchant(contract, order, name):
    with pytest.raises(GatewayError, match="leads away"):
        montonio.create(contract, replace(order, **{name: "http://elsewhere.example/"}), now())


def test_an_unknown_order_is_refused(contract):
    with pytest.raises(GatewayError, match=r"^refused: montonio: 404"):
        montonio.ask(contract, wire.new_uuid(), now())


def test_a_webhook_of_another_store_is_not_believed(contract, merchant, order):
    press(montonio.create(contract, order, now()), "pay")
    raw = merchant.heard.get(timeout=5)
    other = replace(contract, secret_key="another-secret-long-enough-for-hmac-256")
    assert montonio.read_webhook(other, raw, now()) == Refusal("the signature is wrong")
    assert list(json.loads(raw)) == ["orderToken"]


def test_the_list_shows_every_order_so_that_a_left_one_can_be_paid_later(contract, order):
    created = montonio.create(contract, order, now())
    assert "A1B2" in requests.get(created.payment_url.rsplit("/", 1)[0] + "/", timeout=5).text


def test_nobody_there_means_try_again(order):
    away = Contract(Line("http://127.0.0.1:9/api"), "a", "another-secret-long-enough-for-hmac-256", ACCOUNT)
    with pytest.raises(GatewayError, match=r"^try_again"):
        montonio.create(away, order, now())
