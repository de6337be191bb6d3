"""Staff's page of terminals: where they stand, how they are, and the codes by which new ones become ours."""

import secrets

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from blueprints import asking
from blueprints.access import staff_only
from blueprints.cookies import hashed
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.steps import one_valued
from data import kiosks
from rendering import N_
from rules.kiosks import check_place

# What a terminal tells, in words.
STATES = {
    "waiting": N_("Waits for its code"),
    "active": N_("Works"),
    "paused": N_("Paused"),
    "revoked": N_("Revoked"),
}
WRONG = {
    "silent": N_("Has not been heard of"),
    "paper": N_("No paper"),
    "clock": N_("Its clock is wrong"),
    "full": N_("Its disk is full"),
}
PAPER = {"ok": N_("enough"), "low": N_("runs low"), "out": N_("none"), "unknown": N_("not known")}
STATE_OF = {"pause": "paused", "resume": "active", "revoke": "revoked"}
blueprint = Blueprint("kiosks", __name__)


@blueprint.get("/staff/kiosks")
@staff_only
def show_kiosks() -> str:
    words = {"kiosks": kiosks.all_of_them(), "states": STATES, "wrong": WRONG}
    return asking.ask("kiosk", "kiosk/kiosks.html", action="/staff/kiosks", back="/staff", **words)


@blueprint.post("/staff/kiosks")
@staff_only
def add_kiosk() -> Response:
    form = one_valued(request.form)
    checked = check_place(form)
    if checked.problems:
        typed = {name: form.get(name, "")[:200] for name in ("place", "street")}
        page = {"kiosks": kiosks.all_of_them(), "states": STATES, "wrong": WRONG, "back": "/staff"}
        return asking.refuse(
            "kiosk", "kiosk/kiosks.html", "/staff/kiosks", typed, checked.problems, action="/staff/kiosks", **page
        )
    return go_to(f"/staff/kiosks/{kiosks.make(checked.answer['place'], checked.answer['street'])}")


@blueprint.get("/staff/kiosks/<public_id>")
@staff_only
def show_kiosk(public_id: str) -> str:
    words = {"states": STATES, "wrong": WRONG, "paper": PAPER}
    return render_template("kiosk/kiosk.html", kiosk=kiosks.one(public_id), back="/staff/kiosks", **words)


@blueprint.post("/staff/kiosks/<public_id>/<act>")
@staff_only
def change_kiosk(public_id: str, act: str) -> Response:
    """A new code, a pause, its end, a restart, a revocation; in the sandbox a visit in this very browser."""
    if act == "visit" and current_app.config["SETTINGS"].sandbox:
        return _visit(public_id)
    if act == "code":
        kiosks.new_code(public_id)
    elif act == "restart":
        kiosks.set_order(public_id, act)
    else:
        kiosks.set_state(public_id, STATE_OF.get(act) or abort(404))
    tell("kiosk", act)
    return go_to(f"/staff/kiosks/{public_id}")


def _visit(public_id: str) -> Response:
    """As a terminal would open one. Staff stay signed in elsewhere, not here: a visit is nobody's at first."""
    token = secrets.token_urlsafe(32)
    kiosks.ticket_of(public_id, hashed(token))
    return go_to(f"/kiosk/start?ticket={token}")
