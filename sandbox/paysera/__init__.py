"""The Paysera stand-in: shows an order, and pays, delays, refuses, loses the browser, or calls back twice."""

from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.paysera import orders, wire
from sandbox.paysera.orders import Order
from sandbox.paysera.telling import tell_later, with_fields

STATES = {"pay": "paid", "twice": "paid", "leave": "paid", "delay": "delayed", "refuse": "refused"}
STATUSES = {"paid": "1", "delayed": "2", "refused": "0"}


class House:
    """What the pages work with: the folder of the key and the book, and the merchant of the only project."""

    def __init__(self, folder: Path, merchant: str, settles_after: float) -> None:
        self.folder, self.merchant, self.settles_after = folder, merchant.rstrip("/"), settles_after
        self.site = urlsplit(self.merchant).netloc

    def told(self, order: Order, status: str) -> dict[str, str]:
        """The signed fields of this status about an order."""
        return wire.told(order, status, self.site, self.folder)


def create_paysera(folder: Path, merchant: str, settles_after: float = 15) -> Flask:
    """The stand-in as an app of its own. `merchant` is the address of the site: orders that lead elsewhere are refused.

    Payers are sent to its root, with data and sign. A delayed payment is carried out after so many seconds.
    """
    app = Flask(__name__, template_folder="../templates/paysera", static_folder="../static")
    house = House(folder, merchant, settles_after)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(merchant=house.merchant)
    app.jinja_env.filters["euros"] = lambda cents: f"{int(cents) // 100},{int(cents) % 100:02d}"
    app.add_url_rule("/", "list", partial(enter, house))
    app.add_url_rule("/order/<int:number>", "show", partial(show, house))
    app.add_url_rule("/order/<int:number>", "act", partial(act, house), methods=["POST"])
    app.add_url_rule("/order/<int:number>/left", "left", partial(left, house))
    app.add_url_rule("/order/<int:number>/back", "back", partial(back, house))
    return app


def enter(house: House) -> Response | str | tuple[str, int]:
    """A merchant's order arrives with the payer's browser; without one, all orders are listed."""
    if "data" not in request.args:
        return render_template("list.html", orders=orders.latest(house.folder))
    asked, fault = wire.taken_apart(request.args["data"], request.args.get("sign", ""))
    fault = fault or wire.fault_of(asked, house.merchant)
    number = None if fault else orders.take(house.folder, asked)
    if number is None:
        return render_template("refused.html", fault=fault or "orderid was used for another sum", asked=asked), 400
    return redirect(url_for("show", number=number), 303)


def show(house: House, number: int) -> str:
    """The order, and what the payer may do with it."""
    order = orders.one(house.folder, number) or abort(404)
    text = wire.purpose(order, house.site)
    return render_template("order.html", order=order, purpose=text, seconds=int(house.settles_after))


def act(house: House, number: int) -> Response:
    """The payer has pressed a button. The way back is a page of its own, so that Back asks nothing."""
    order = orders.one(house.folder, number) or abort(404)
    choice = request.form.get("act", "")
    state = STATES.get(choice) or abort(400)
    orders.become(house.folder, number, state)
    message = house.told(order, STATUSES[state])
    tell_later(0, order["callbackurl"], *[message] * (2 if choice == "twice" else 1))
    if choice == "delay":
        tell_later(house.settles_after, order["callbackurl"], house.told(order, "1"))
    return redirect(url_for("left" if choice == "leave" else "back", number=number), 303)


def left(house: House, number: int) -> str:
    """The payer has paid and closed the window."""
    return render_template("left.html", order=orders.one(house.folder, number) or abort(404))


def back(house: House, number: int) -> Response:
    """The payer goes back to the merchant, with the same signed fields as the callback."""
    order = orders.one(house.folder, number) or abort(404)
    status = STATUSES.get(order["state"]) or abort(404)
    url = order["cancelurl" if status == "0" else "accepturl"]
    return redirect(with_fields(url, house.told(order, status)), 303)
