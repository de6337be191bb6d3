"""The bank stand-in: shows an order, and pays, delays, refuses, lets go away, or answers twice, as real banks may."""

import logging
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.banklink import orders, wire
from sandbox.banklink.orders import Order

log = logging.getLogger(__name__)
STATES = {"pay": "paid", "twice": "paid", "delay": "delayed", "refuse": "refused"}
SERVICES = {"paid": "1101", "delayed": "1201", "refused": "1901"}


def tell(url: str, fields: dict[str, str]) -> None:
    """A form from server to server."""
    body = urllib.parse.urlencode(fields).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=20) as told:  # noqa: S310
            log.info("told %s: %s", url, told.status)
    except OSError as error:
        log.warning("could not tell %s: %s", url, error)


def on_a_clock(seconds: float, act: Callable[[], None]) -> None:
    """Do it later, beside the requests: a bank never lets its customer wait for a merchant."""
    clock = threading.Timer(seconds, act)
    clock.daemon = True
    clock.start()


class Bank:
    """What the pages work with: the folder of keys and orders, the merchant under contract, and the way to tell it."""

    def __init__(self, folder: Path, merchant: str, account: str, name: str, settles_after: float) -> None:
        self.folder, self.merchant, self.account, self.name = folder, merchant.rstrip("/"), account, name
        self.settles_after = settles_after

    def told(self, order: Order, service: str, by_server: bool) -> dict[str, str]:
        """The signed fields of this service about an order."""
        house = wire.HOUSES[order["bank"]]
        known = {
            "SND_ID": house.id.upper(), "REC_ID": order["VK_SND_ID"], "STAMP": order["VK_STAMP"],
            "T_NO": str(100_000 + int(order["id"])), "AMOUNT": order["VK_AMOUNT"], "CURR": order["VK_CURR"],
            "REC_ACC": order.get("VK_ACC") or self.account, "REC_NAME": order.get("VK_NAME") or self.name,
            "SND_ACC": house.payer_account, "SND_NAME": "RŪTA BANDYMĖ", "REF": order["VK_REF"],
            "MSG": order["VK_MSG"], "T_DATE": datetime.now(UTC).strftime("%d.%m.%Y"),
        }  # fmt: skip
        return wire.answer(house, service, known, self.folder, by_server)

    def settle(self, order: Order, after: float = 0) -> None:
        """Carry the order out after so many seconds, and tell the merchant from server to server."""
        fields = self.told(order, "1101", by_server=True)

        def act() -> None:
            orders.become(self.folder, int(order["id"]), "paid")
            tell(order["VK_RETURN"], fields)

        on_a_clock(after, act)


def create_bank(folder: Path, merchant: str, account: str, name: str, settles_after: float = 15) -> Flask:
    """The stand-in as an app of its own. `merchant` is the address of the site: orders that lead elsewhere are refused.

    `account` and `name` are the payee that the contract knows, for orders that do not name one.
    """
    app = Flask(__name__, template_folder="../templates/bank", static_folder="../static")
    app.extensions["bank"] = bank = Bank(folder, merchant, account, name, settles_after)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(houses=wire.HOUSES, merchant=bank.merchant)
    app.add_url_rule("/", "list", partial(overview, bank))
    app.add_url_rule("/<name>", "take", partial(take, bank), methods=["POST"])
    app.add_url_rule("/<name>/<int:number>", "show", partial(show, bank))
    app.add_url_rule("/<name>/<int:number>", "act", partial(act, bank), methods=["POST"])
    app.add_url_rule("/<name>/<int:number>/left", "left", partial(left, bank))
    app.add_url_rule("/<name>/<int:number>/answer", "answer", partial(answer, bank))
    return app


def overview(bank: Bank) -> str:
    """All orders, so that one that was left can be paid late."""
    return render_template("list.html", orders=orders.latest(bank.folder))


def take(bank: Bank, name: str) -> Response | tuple[str, int]:
    """A merchant's order arrives with the payer's browser."""
    house, sent = wire.HOUSES.get(name) or abort(404), request.form.to_dict()
    fault = wire.fault_of(house, sent, bank.folder)
    if not fault and not sent["VK_RETURN"].startswith(f"{bank.merchant}/"):
        fault = "VK_RETURN leads away from the merchant under contract"
    number = None if fault else orders.take(bank.folder, name, sent)
    if number is None:
        fault = fault or "VK_STAMP was used for another amount"
        return render_template("refused.html", house=house, fault=fault, sent=sent), 400
    return redirect(url_for("show", name=name, number=number), 303)


def show(bank: Bank, name: str, number: int) -> str:
    """The order, and what the payer may do with it."""
    house, order = wire.HOUSES.get(name) or abort(404), orders.one(bank.folder, name, number) or abort(404)
    return render_template("order.html", house=house, order=order, seconds=int(bank.settles_after))


def act(bank: Bank, name: str, number: int) -> Response:
    """The payer has pressed a button. What they carry back is a page of its own, so that Back asks nothing."""
    order = orders.one(bank.folder, name, number) or abort(404)
    choice = request.form.get("act", "")
    if choice == "server":
        bank.settle(order)
    if choice in ("server", "leave"):
        return redirect(url_for("left", name=name, number=number), 303)
    orders.become(bank.folder, number, STATES.get(choice) or abort(400))
    if choice == "twice":
        bank.settle(order)
    if choice == "delay":
        bank.settle(order, bank.settles_after)
    return redirect(url_for("answer", name=name, number=number), 303)


def left(bank: Bank, name: str, number: int) -> str:
    """The payer has closed the window."""
    house, order = wire.HOUSES.get(name) or abort(404), orders.one(bank.folder, name, number) or abort(404)
    return render_template("left.html", house=house, order=order)


def answer(bank: Bank, name: str, number: int) -> Response | str:
    """The way back with a signed answer: as a form to press, or in the address, as this bank does it."""
    house, order = wire.HOUSES.get(name) or abort(404), orders.one(bank.folder, name, number) or abort(404)
    service = SERVICES.get(order["state"]) or abort(404)
    fields = bank.told(order, service, by_server=False)
    if house.back == "address":
        return redirect(f"{order['VK_RETURN']}?{urllib.parse.urlencode(fields)}", 303)
    return render_template("answer.html", house=house, order=order, fields=fields, service=service)
