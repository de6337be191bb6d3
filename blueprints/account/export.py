"""What is kept about a person, for them to take along: one file."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from blueprints.access import freshly_proven, person
from blueprints.events import tell
from data import takeout
from data.database import now

blueprint = Blueprint("account_export", __name__)


@blueprint.get("/account/data")
@freshly_proven
def show_data() -> str:
    """The page before the file: a download that follows a proof would leave them on the page of the proof."""
    return render_template("account/data.html", back="/account")


@blueprint.get("/account/export")
@freshly_proven
def export() -> Response:
    tell("export", "done")
    return Response(
        takeout.as_text(takeout.everything(person().id, now())),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="savitarna.json"'},
    )
