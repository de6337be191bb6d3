"""My link to one of my meters: made by one press, printed as a sticker, revoked by another."""

from flask import Blueprint, Response, abort, current_app, render_template
from werkzeug.wrappers import Response as Answer

from blueprints.access import person, with_account
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.proofs import qr
from data import meter_links, readings
from rules.accounts import masked
from rules.readings.meter import Meter

blueprint = Blueprint("my_meter_link", __name__)


@blueprint.get("/readings/<subject>/link")
@with_account
def show_link(subject: str) -> str:
    meter = _meter(subject)
    link = meter_links.standing(person().id, meter.row)
    return render_template(
        "meter_links/mine.html",
        meter=meter,
        url=_url(link) if link else "",
        to=masked(person().email or ""),
        back=f"/readings/{subject}/values",
    )


@blueprint.post("/readings/<subject>/link")
@with_account
def make_link(subject: str) -> Answer:
    meter_links.give(person().id, _meter(subject).row)
    tell("meter_link", "made")
    return go_to(f"/readings/{subject}/link")


@blueprint.post("/readings/<subject>/link/revoke")
@with_account
def revoke_link(subject: str) -> Answer:
    meter_links.revoke(person().id, _meter(subject))
    tell("meter_link", "revoked")
    return go_to(f"/readings/{subject}/link")


@blueprint.get("/readings/<subject>/link.svg")
@with_account
def show_square(subject: str) -> Response:
    link = meter_links.standing(person().id, _meter(subject).row)
    if not link:
        abort(404)
    return Response(qr.drawn_as_file(_url(link)), mimetype="image/svg+xml")


def _meter(subject: str) -> Meter:
    return readings.meter(person().id, subject)


def _url(link: str) -> str:
    return f"{current_app.config['SETTINGS'].base_url}/m/{meter_links.code_of(link)}"
