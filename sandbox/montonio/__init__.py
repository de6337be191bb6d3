"""The Montonio stand-in: takes orders over its API, shows them to the payer, and tells the merchant by webhooks."""

from functools import partial
from pathlib import Path

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.montonio import api, book, telling
from sandbox.montonio.house import House

# What each button makes of the order; the payer goes back to the merchant, or stays here.
GOES_BACK = {"pay": "PAID", "twice": "PAID", "delay": "AUTHORIZED", "refuse": "VOIDED"}
STAYS = {"leave": "PAID", "void": "VOIDED", "abandon": "ABANDONED"}
WORDS = {
    "PENDING": "laukia", "AUTHORIZED": "vykdomas", "PAID": "įvykdytas", "VOIDED": "atmestas",
    "ABANDONED": "pasibaigęs", "PARTIALLY_REFUNDED": "iš dalies grąžintas", "REFUNDED": "grąžintas",
}  # fmt: skip


def create_montonio(folder: Path, merchant: str, settles_after: float = 15) -> Flask:
    """The stand-in as an app of its own. `merchant` is the address of the site: orders that lead elsewhere are refused.

    `settles_after` is how many seconds a bank, a refund, or another try of a webhook takes.
    """
    app = Flask(__name__, template_folder="../templates/montonio", static_folder="../static")
    house = House(folder, merchant.rstrip("/"), settles_after)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(merchant=house.merchant, words=WORDS)
    app.jinja_env.filters["euros"] = lambda cents: f"{cents // 100},{cents % 100:02d}"
    app.add_url_rule("/", "list", partial(overview, house))
    app.add_url_rule("/<uuid>", "show", partial(show, house))
    app.add_url_rule("/<uuid>", "act", partial(act, house), methods=["POST"])
    app.add_url_rule("/<uuid>/left", "left", partial(left, house))
    app.add_url_rule("/<uuid>/back/<status>", "back", partial(back, house))
    api.add_to(app, house)
    return app


def overview(house: House) -> str:
    """All orders, so that one that was left can be paid late."""
    return render_template("list.html", orders=book.latest(house.folder))


def show(house: House, uuid: str) -> str:
    """The order, and what the payer may do with it. An order that was replaced can be paid as well."""
    order = book.one(house.folder, uuid) or abort(404)
    bank, account = telling.bank_of(order)
    return render_template("order.html", order=order, bank=bank, account=account, seconds=int(house.settles_after))


def act(house: House, uuid: str) -> Response:
    """A button was pressed. The way back is an address of its own, so that Back asks nothing."""
    order, choice = book.one(house.folder, uuid) or abort(404), request.form.get("act", "")
    status = GOES_BACK.get(choice) or STAYS.get(choice) or abort(400)
    house.settle(order, status)
    if choice == "twice":
        house.settle(order, status)
    if choice == "delay":
        house.settle(order, "PAID", house.settles_after)
    if choice in STAYS:
        return redirect(url_for("left", uuid=uuid), 303)
    return redirect(url_for("back", uuid=uuid, status=status), 303)


def left(house: House, uuid: str) -> str:
    """The payer stays away from the merchant; only the server tells."""
    return render_template("left.html", order=book.one(house.folder, uuid) or abort(404))


def back(house: House, uuid: str, status: str) -> Response:
    """To the merchant, with a token in the address."""
    order = book.one(house.folder, uuid) or abort(404)
    if status not in GOES_BACK.values() or order["status"] == "PENDING":
        abort(404)
    token = telling.order_token(order, status)
    return redirect(f"{order['returnUrl']}{'&' if '?' in order['returnUrl'] else '?'}order-token={token}", 303)
