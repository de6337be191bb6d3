"""When nothing is declared: what follows, and how one says that the meter cannot be read."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import person, signed_in
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.steps import one_valued
from data import readings, unread
from rendering import N_
from rules.readings.silence import silence

WHY = {
    "out_of_order": N_("The meter is out of order"),
    "no_access": N_("I cannot get to the meter"),
    "unreadable": N_("The display cannot be read"),
}
blueprint = Blueprint("unread", __name__)


@blueprint.get("/readings/<subject>/silence")
@signed_in
def show_silence(subject: str) -> str:
    """What becomes of a month that is not declared: a page of its own, for the Iki page is the hottest."""
    meter = readings.meter(person().id, subject)
    path = f"/readings/{subject}/values"
    return render_template("readings/silence.html", meter=meter, silence=silence(meter), back=path)


@blueprint.get("/readings/<subject>/unread")
@signed_in
def show_unread(subject: str) -> str:
    meter = readings.meter(person().id, subject)
    return render_template(
        "readings/unread.html",
        meter=meter,
        why=WHY,
        known=unread.told(person().id, meter),
        silence=silence(meter),
        values={},
        back=f"/readings/{subject}/values",
    )


@blueprint.post("/readings/<subject>/unread")
@signed_in
def save_unread(subject: str) -> Response:
    """`why` of the list tells it; anything else, as the button for it sends, takes it back."""
    why, meter = one_valued(request.form).get("why", ""), readings.meter(person().id, subject)
    if why in WHY:
        unread.tell(person().id, meter, why)
    else:
        unread.take_back(person().id, meter)
    tell("unread", why if why in WHY else "taken back")
    return go_to(f"/readings/{subject}/unread")
