"""„Tai buvau ne aš“: the link of the letter that tells of a new browser. Looking changes nothing, pressing ends all."""

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from blueprints.access import anyone
from blueprints.events import tell
from blueprints.letters import unseen
from data import identities

LONGEST = 300
blueprint = Blueprint("disowning", __name__)


@blueprint.get("/sign-in/not-me/<token>")
@anyone
def show_not_me(token: str) -> Response:
    if len(token) > LONGEST:
        abort(404)
    if not identities.may_disown(token):
        return unseen(render_template("proofs/dead_link.html"), 410)
    return unseen(render_template("proofs/not_me.html", action=f"/sign-in/not-me/{token}", is_done=False))


@blueprint.post("/sign-in/not-me/<token>")
@anyone
def save_not_me(token: str) -> Response:
    if len(token) > LONGEST or not identities.disown(token):
        return unseen(render_template("proofs/dead_link.html"), 410)
    tell("session_ended", "it was not the person")
    return unseen(render_template("proofs/not_me.html", is_done=True))
