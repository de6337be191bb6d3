"""Waiting for a telephone or for the e-government gateway: pages that read one row, and never ask a service."""

from flask import Blueprint, abort, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from blueprints.access import anyone
from blueprints.cookies import browser
from blueprints.entering import HOME, browser_key
from blueprints.events import tell
from blueprints.fragments import go_to, leave_for, nothing_new
from blueprints.proofs import ways
from blueprints.proofs.qr import drawn
from data import attempts
from data.attempts import PUSH, Shown
from data.database import now
from rules.outcomes import told

blueprint = Blueprint("attempts", __name__)


def path_of(public_id: str) -> str:
    """The attempt's page."""
    return f"/sign-in/attempts/{public_id}"


@blueprint.get("/sign-in/attempts/<public_id>")
@anyone
def show_attempt(public_id: str) -> Response | str:
    """How it stands. Reloaded, closed and opened again, or returned to from an app: always the same."""
    shown = attempts.seen_by(public_id, browser_key())
    if shown.state == "verified":
        return go_to(f"{path_of(public_id)}/done")
    if shown.state == "consumed":
        return go_to(HOME)
    again = f"/sign-in/{ways.family(shown.method)}"
    if not shown.is_live:
        sentence, advice = told(shown.method, shown.outcome)
        others = [way for way in ways.strong() if way[2] != again]
        return render_template("proofs/ended.html", sentence=sentence, advice=advice, again=again, others=others)
    facts = {"shown": shown, "path": path_of(public_id), "back": again, "seconds": max(shown.expires_at - now(), 0)}
    return render_template(
        f"proofs/waiting_{ways.family(shown.method).replace('-', '_')}.html", **facts, **_known(shown)
    )


def _known(shown: Shown) -> dict[str, str | Markup]:
    """What the page shows of what only the server knows: a code to compare, a link to follow, a QR code to scan."""
    has_begun = "session" in shown.kept
    if shown.method == "mobile-id":
        return {"code": ways.mobile_id().code(shown.kept)}
    if shown.method != "smart-id":
        return {"leave": str(shown.kept.get("leave", ""))}
    if shown.flow == PUSH:
        return {"code": ways.smart_id().code(shown.kept) if has_begun else ""}
    return {"link": ways.smart_id().link(shown.kept, "Web2App", 0) if has_begun else "", "qr": _qr(shown)}


def _qr(shown: Shown) -> Markup:
    """The code of this second: an older one is worth nothing, so that nobody can send a picture of it to a victim."""
    if shown.state != "waiting" or "session" not in shown.kept:
        return Markup()
    text = ways.smart_id().link(shown.kept, "QR", now() - shown.began_at)
    return Markup(drawn(text))  # noqa: S704 - drawn by us


@blueprint.get("/sign-in/attempts/<public_id>/changed/<state>")
@anyone
def show_change(public_id: str, state: str) -> Response:
    """The waiting page asks: nothing while it stands where it stood, else the way on."""
    shown = attempts.seen_by(public_id, browser_key())
    if shown.state == state:
        return nothing_new()
    if shown.state == "waiting" and shown.kept.get("leave"):
        return leave_for(str(shown.kept["leave"]))
    return leave_for(path_of(public_id))


@blueprint.get("/sign-in/attempts/<public_id>/qr")
@anyone
def show_qr(public_id: str) -> Response | str:
    """The QR code anew, each second; the way on once there is something else to show."""
    shown = attempts.seen_by(public_id, browser_key())
    if shown.flow == PUSH or shown.method != "smart-id":
        abort(404)
    browser().is_silent = True
    return (
        render_template("proofs/qr.html", qr=_qr(shown)) if shown.state == "waiting" else leave_for(path_of(public_id))
    )


@blueprint.post("/sign-in/attempts/<public_id>/cancel")
@anyone
def cancel(public_id: str) -> Response:
    """They do not want to wait any more."""
    shown = attempts.seen_by(public_id, browser_key())
    attempts.cancel(public_id, browser_key())
    tell("proof", "cancelled on the page")
    return go_to(f"/sign-in/{ways.family(shown.method)}")
