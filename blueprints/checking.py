"""Whether a receipt on paper is one of ours, and how it stands: for anybody who holds it."""

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as Answer

from blueprints import tries
from blueprints.access import anyone
from blueprints.fragments import go_to
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
