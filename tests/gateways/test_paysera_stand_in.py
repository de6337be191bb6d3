"""Our gateway and the Paysera stand-in, each with its own code, over real addresses and real HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from urllib.parse import urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from gateways import banks
from gateways.paysera import Contract, Order, payment_url, read_callback, signed, strength
from rules.payments import Fact, Refusal
from sandbox.paysera import create_paysera, wire


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    made, key = tmp_path_factory.mktemp("paysera"), generate_private_key(65537, 2048)
    made.joinpath("paysera.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made.joinpath("paysera.pub.pem").write_bytes(public)
    return made


@pytest.fixture
def merchant() -> Iterator[tuple[str, Queue]]:
    """A listening merchant: its address, and what servers asked it for."""
    heard: Queue = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.put(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"OK")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def paysera(folder, merchant):
    return create_paysera(folder, merchant[0], settles_after=0.3).test_client()


@pytest.fixture
def contract(folder) -> Contract:
    keys = banks.public_keys([folder / "paysera.pub.pem"])
    return Contract("/", wire.PROJECT, wire.PASSWORD, keys, False, True, "LT12")


def order(merchant, stamp: str, **changes) -> Order:
    ours = merchant[0]
    made = Order(stamp, 1745, f"{ours}/back", f"{ours}/no", f"{ours}/told?way=paysera", email="ruta@example.com",
                 message="Šiluma ąčę [order_nr] [site_name]")  # fmt: skip
    return replace(made, **changes)


def press(paysera, contract: Contract, order: Order, choice: str) -> str:
    """Go to Paysera, press one of its buttons, and tell where the browser is sent."""
    taken = paysera.get(payment_url(contract, order))
    assert taken.status_code == 303, taken.text
    page = paysera.get(taken.location)
    assert "17,45 EUR" in page.text
    assert f"Šiluma ąčę {order.stamp} 127.0.0.1" in page.text
    assert "Bandomoji „Paysera“" in page.text
    pressed = paysera.post(taken.location, data={"act": choice})
    assert pressed.status_code == 303
    return pressed.location


def carried(paysera, location: str):
    """Where the browser ends, and the query that it carries there."""
    gone = paysera.get(location)
    assert gone.status_code == 303
    return urlsplit(gone.location)


def heard(merchant) -> bytes:
    return urlsplit(merchant[1].get(timeout=5)).query.encode()


def test_paysera_takes_our_order_and_we_believe_its_callback(paysera, contract, merchant):
    gone = carried(paysera, press(paysera, contract, order(merchant, "pay"), "pay"))
    raw = heard(merchant)
    told = read_callback(contract, raw)
    assert isinstance(told, Fact)
    assert (told.outcome, told.stamp, told.cents, told.currency) == ("paid", "pay", 1745, "EUR")
    assert (told.payee_account, told.payer_name) == ("LT12", "RŪTA BANDYMĖ")
    assert told.transaction
    assert strength(raw) == "ss3"
    assert gone.path == "/back"
    assert read_callback(contract, gone.query.encode()) == told
    assert merchant[1].empty()


def test_the_callback_keeps_what_its_address_asked_before(paysera, contract, merchant):
    press(paysera, contract, order(merchant, "address"), "pay")
    assert merchant[1].get(timeout=5).startswith("/told?way=paysera&data=")


def test_a_weaker_signature_of_paysera_is_good_alone_and_ss1_where_we_hold_no_key(paysera, contract, merchant):
    press(paysera, contract, order(merchant, "weaker"), "pay")
    told = dict(part.split("=", 1) for part in heard(merchant).decode().split("&"))
    without_ss3 = f"data={told['data']}&ss2={told['ss2']}".encode()
    assert isinstance(read_callback(contract, without_ss3), Fact)
    only_ss1 = f"data={told['data']}&ss1={told['ss1']}".encode()
    assert read_callback(contract, only_ss1) == Refusal("ss1 alone is not enough", "weaker")
    assert isinstance(read_callback(replace(contract, public_keys=()), only_ss1), Fact)


def test_a_refused_payment_goes_to_the_other_address_and_does_nothing(paysera, contract, merchant):
    gone = carried(paysera, press(paysera, contract, order(merchant, "no"), "refuse"))
    assert gone.path == "/no"
    assert read_callback(contract, gone.query.encode()) == Fact("none", "no")
    assert read_callback(contract, heard(merchant)) == Fact("none", "no")


def test_a_delayed_payment_is_pending_and_later_the_server_says_paid(paysera, contract, merchant):
    gone = carried(paysera, press(paysera, contract, order(merchant, "late"), "delay"))
    by_browser = read_callback(contract, gone.query.encode())
    assert (by_browser.outcome, by_browser.cents, gone.path) == ("pending", 1745, "/back")
    assert read_callback(contract, heard(merchant)) == by_browser
    later = read_callback(contract, heard(merchant))
    assert (later.outcome, later.stamp, later.cents) == ("paid", "late", 1745)


def test_the_callback_may_come_twice_in_the_same_bytes(paysera, contract, merchant):
    press(paysera, contract, order(merchant, "two"), "twice")
    assert heard(merchant) == heard(merchant)


def test_who_closes_the_window_carries_nothing_back_but_the_server_tells(paysera, contract, merchant):
    left = paysera.get(press(paysera, contract, order(merchant, "gone"), "leave"))
    assert "langas užvertas" in left.text
    assert read_callback(contract, heard(merchant)).outcome == "paid"


def test_what_the_sandbox_pays_is_no_money_elsewhere(paysera, contract, merchant):
    press(paysera, contract, order(merchant, "test"), "pay")
    real = replace(contract, takes_test=False)
    assert read_callback(real, heard(merchant)) == Refusal("a test payment is no money", "test")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"password": "other"}, "sign does not fit data"),
        ({"project_id": "1002"}, "projectid is missing or wrong"),
    ],
)
def test_paysera_refuses_what_another_project_signed(paysera, contract, merchant, change, fault):
    answer = paysera.get(payment_url(replace(contract, **change), order(merchant, "other")))
    assert (answer.status_code, fault in answer.text) == (400, True)


@pytest.mark.parametrize("name", ["accept_url", "cancel_url", "callback_url"])
def test_paysera_leads_nobody_away_from_the_merchant(paysera, contract, merchant, name):
    for elsewhere in ("http://elsewhere.example/", f"{merchant[0]}.elsewhere.example/", f"{merchant[0]}@elsewhere/"):
        answer = paysera.get(payment_url(contract, order(merchant, "away", **{name: elsewhere})))
        assert (answer.status_code, "leads away" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "change",
    [{"amount": "17.45"}, {"orderid": ""}, {"currency": "euro"}, {"test": "2"}, {"paytext": "x"}, {"lang": "lt"}],
    ids=str,
)
def test_paysera_refuses_parameters_that_it_does_not_know(paysera, merchant, change):
    ours = dict.fromkeys(("accepturl", "cancelurl", "callbackurl"), f"{merchant[0]}/x")
    asked = {**ours, "orderid": "odd", "amount": "5", "currency": "EUR", **change}
    sent = signed(asked, "1.6", wire.PROJECT, wire.PASSWORD)
    assert paysera.get("/?" + urlencode(sent)).status_code == 400


def test_paysera_refuses_data_that_was_changed_on_the_way(paysera, contract, merchant):
    address = payment_url(contract, order(merchant, "changed"))
    assert paysera.get(address.replace("data=b3", "data=b4")).status_code == 400
    assert paysera.get("/?data=x").status_code == 400


def test_the_same_order_twice_is_one_order_and_its_stamp_cannot_carry_another_sum(paysera, contract, merchant):
    one = paysera.get(payment_url(contract, order(merchant, "same")))
    two = paysera.get(payment_url(contract, order(merchant, "same")))
    assert one.location == two.location
    assert paysera.get(payment_url(contract, order(merchant, "same", cents=1746))).status_code == 400


def test_the_list_shows_every_order_so_that_it_can_be_paid_again(paysera, contract, merchant):
    paysera.get(payment_url(contract, order(merchant, "listed")))
    assert "listed" in paysera.get("/").text


def test_no_order_and_no_button_is_invented(paysera, contract, merchant):
    taken = paysera.get(payment_url(contract, order(merchant, "none"))).location
    assert paysera.post(taken, data={"act": "steal"}).status_code == 400
    assert paysera.get(f"{taken}/back").status_code == 404
    assert paysera.get("/order/99999").status_code == 404
