"""Whether a receipt on paper is one of ours, and how it stands: for anybody who holds it."""

from flask import Blueprint, Response, abort, current_app, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as Answer

from blueprints import tries
from blueprints.access import anyone
from blueprints.fragments import go_to
from blueprints.proofs import qr
from data import checking
from rendering import N_

LONGEST = 40
# state → heading, how it looks
STATES = {
    "declared": (N_("This receipt is genuine"), "ok"),
    "replaced": (N_("This receipt is genuine, and a later declaration has replaced it"), ""),
    "withdrawn": (N_("This declaration was withdrawn"), "warn"),
    "paid": (N_("Paid: this receipt is genuine"), "ok"),
    "created": (N_("The payment has not begun"), ""),
    "redirected": (N_("It is not known yet whether this is paid"), "warn"),
    "pending": (N_("It is not known yet whether this is paid"), "warn"),
    "review": (N_("The payment is being checked"), "warn"),
    "failed": (N_("This was not paid"), "bad"),
    "expired": (N_("This was not paid"), "bad"),
}
blueprint = Blueprint("checking", __name__)


def check_url(code: str) -> str:
    """Where anybody who holds the paper sees how it stands."""
    return f"{current_app.config['SETTINGS'].base_url}/check/{code}"


@blueprint.get("/check")
@anyone
def show_entry() -> Answer | str:
    typed = "".join(request.args.get("code", "").upper().split())
    if typed and len(typed) <= LONGEST and typed.replace("-", "").isalnum() and typed.isascii():
        return go_to(f"/check/{typed}")
    return render_template("checking/code.html", values={"code": typed[:LONGEST]})


@blueprint.get("/check/<code>")
@anyone
def show_receipt(code: str) -> Answer | str:
    """Nothing of anybody: a number, a moment and a state. Wrong codes are counted, right ones are not."""
    if not tries.address_may_try():
        raise TooManyRequests(retry_after=tries.TEN_MINUTES)
    found = checking.known(code.upper()[:LONGEST])
    if found is None:
        return Response(render_template("checking/unknown.html"), 404)
    tries.address_was_good()
    heading, look = STATES[found.state]
    return render_template("checking/known.html", found=found, heading=heading, look=look)


@blueprint.get("/check/<code>.svg")
@anyone
def show_square(code: str) -> Answer:
    """The QR code of a receipt's address, for its page; of codes with the right letters alone, and nothing is read."""
    if not checking.is_own(code):
        abort(404)
    return Response(qr.drawn_as_file(check_url(code)), mimetype="image/svg+xml")
