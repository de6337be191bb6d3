"""Our gateway and the bank stand-in, each with its own code and its own keys, over real forms and real HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from urllib.parse import urlencode, urlsplit

import pytest

from gateways import banklink, banks
from gateways.banklink import Contract, Order
from rules.payments import Fact, Refusal
from sandbox import keys
from sandbox.banklink import create_bank

ACCOUNT = "LT121000011101001000"
BANKS = banks.dialects()
EVERY_BANK = pytest.mark.parametrize("bank_id", list(BANKS))


class Hidden(HTMLParser):
    """The fields of the form on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields = "", {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.action = given["action"]
        if tag == "input":
            self.fields[given["name"]] = given["value"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("bank")
    assert keys.make(made) == list(keys.PARTIES)
    assert keys.make(made) == []
    return made


@pytest.fixture
def merchant() -> Iterator[tuple[str, Queue]]:
    """A listening merchant: its address, and what servers posted to it."""
    heard: Queue = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def bank(folder, merchant):
    return create_bank(folder, merchant[0], ACCOUNT, "Savitarna", settles_after=0.05).test_client()


def contract(folder: Path, bank_id: str) -> Contract:
    ours, theirs = banks.private_key(folder / "savitarna.pem"), banks.public_keys([folder / f"{bank_id}.pub.pem"])
    return Contract(BANKS[bank_id], f"/{bank_id}", "SAVITARNA", bank_id.upper(), ACCOUNT, "Savitarna", ours, theirs)


def order(merchant, stamp: str) -> Order:
    return Order(stamp, 1745, "12345678", "Elektra ąčęėįšųūž „Iki“", f"{merchant[0]}/pay/banklink")


def press(bank, contract: Contract, order: Order, choice: str):
    """Go to the bank with our form, and press one of its buttons."""
    taken = bank.post(contract.url, data=banklink.request_fields(contract, order))
    assert taken.status_code == 303, taken.text
    page = bank.get(taken.location)
    assert "17,45 EUR" in page.text
    assert "Bandomasis bankas" in page.text
    pressed = bank.post(taken.location, data={"act": choice})
    assert pressed.status_code == 303
    return bank.get(pressed.location)


def carried(answer) -> bytes:
    """What the payer's browser carries back: by a form to press, or in the address."""
    if answer.status_code == 303:
        return urlsplit(answer.location).query.encode()
    return urlencode(Hidden(answer.text).fields).encode()


@EVERY_BANK
def test_the_bank_takes_our_order_and_we_believe_its_answer(bank, folder, merchant, bank_id):
    speech = contract(folder, bank_id)
    told = banklink.read_answer(speech, carried(press(bank, speech, order(merchant, f"pay-{bank_id}"), "pay")))
    assert isinstance(told, Fact)
    assert (told.outcome, told.stamp, told.cents, told.currency) == ("paid", f"pay-{bank_id}", 1745, "EUR")
    assert told.payee_account == ACCOUNT
    assert told.payer_name == "RŪTA BANDYMĖ"
    assert (told.transaction == "") is (bank_id == "artea")


@EVERY_BANK
def test_a_refused_payment_comes_back_as_failed(bank, folder, merchant, bank_id):
    speech = contract(folder, bank_id)
    told = banklink.read_answer(speech, carried(press(bank, speech, order(merchant, f"no-{bank_id}"), "refuse")))
    assert told == Fact("failed", f"no-{bank_id}")


@EVERY_BANK
def test_a_delayed_payment_is_pending_and_later_the_server_says_paid(bank, folder, merchant, bank_id):
    speech = contract(folder, bank_id)
    told = banklink.read_answer(speech, carried(press(bank, speech, order(merchant, f"late-{bank_id}"), "delay")))
    assert isinstance(told, Fact)
    assert told.outcome == "pending"
    later = banklink.read_answer(speech, merchant[1].get(timeout=5))
    assert isinstance(later, Fact)
    assert (later.outcome, later.stamp) == ("paid", f"late-{bank_id}")


@EVERY_BANK
def test_the_bank_may_tell_twice_by_the_browser_and_by_its_server(bank, folder, merchant, bank_id):
    speech = contract(folder, bank_id)
    by_browser = carried(press(bank, speech, order(merchant, f"two-{bank_id}"), "twice"))
    by_server = merchant[1].get(timeout=5)
    assert b"VK_AUTO=N" in by_browser
    assert b"VK_AUTO=Y" in by_server
    assert banklink.read_answer(speech, by_browser) == banklink.read_answer(speech, by_server)


@pytest.mark.parametrize(("choice", "heard"), [("leave", 0), ("server", 1)])
def test_who_leaves_carries_nothing_back_and_the_server_tells_only_what_was_paid(bank, folder, merchant, choice, heard):
    left = press(bank, contract(folder, "seb"), order(merchant, f"go-{choice}"), choice)
    assert "langas užvertas" in left.text
    assert "VK_MAC" not in left.text
    if heard:
        assert merchant[1].get(timeout=5)
    assert merchant[1].empty()


@EVERY_BANK
def test_the_bank_refuses_an_order_that_was_changed_on_the_way(bank, folder, merchant, bank_id):
    fields = banklink.request_fields(contract(folder, bank_id), order(merchant, f"bad-{bank_id}"))
    for name, value in (("VK_AMOUNT", "0.01"), ("VK_STAMP", "other"), ("VK_MSG", "kita"), ("VK_MAC", "AAAA")):
        assert bank.post(f"/{bank_id}", data={**fields, name: value}).status_code == 400


def test_the_bank_leads_nobody_away_from_the_merchant_under_contract(bank, folder, merchant):
    fields = banklink.request_fields(contract(folder, "seb"), order(merchant, "away"))
    assert bank.post("/seb", data={**fields, "VK_RETURN": "http://elsewhere.example/"}).status_code == 400


def test_the_same_order_twice_is_one_order_and_its_stamp_cannot_carry_another_sum(bank, folder, merchant):
    speech, first = contract(folder, "luminor"), order(merchant, "same")
    one = bank.post("/luminor", data=banklink.request_fields(speech, first))
    two = bank.post("/luminor", data=banklink.request_fields(speech, first))
    assert one.location == two.location
    other = Order("same", 1746, first.reference, first.message, first.return_url)
    assert bank.post("/luminor", data=banklink.request_fields(speech, other)).status_code == 400


def test_an_answer_signed_with_another_banks_key_is_not_believed(bank, folder, merchant):
    answer = carried(press(bank, contract(folder, "luminor"), order(merchant, "forged"), "pay"))
    elsewhere = replace(contract(folder, "luminor"), bank_keys=contract(folder, "seb").bank_keys)
    assert banklink.read_answer(elsewhere, answer) == Refusal("the signature is wrong", "forged")


def test_the_list_shows_every_order_so_that_a_left_one_can_be_paid_later(bank, folder, merchant):
    press(bank, contract(folder, "swedbank"), order(merchant, "listed"), "leave")
    assert "listed" in bank.get("/").text
