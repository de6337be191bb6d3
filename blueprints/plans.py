"""Comparing the plans of a meter's provider on its own use."""

from flask import Blueprint, render_template

from blueprints.access import person, signed_in
from data import readings
from rules.deadlines import day_of, months_before, period_of
from rules.plans import YEAR, Offer, compare

blueprint = Blueprint("plans", __name__)


@blueprint.get("/readings/<subject>/plans")
@signed_in
def show_plans(subject: str) -> str:
    """What the use of the last year comes to on each plan; with the code alone it is not one's own to see."""
    meter = readings.meter(person().id, subject)
    offers: tuple[Offer, ...] = ()
    months = 0
    if meter.level:
        used = readings.year_of_use(meter, months_before(period_of(meter.at), YEAR))
        months = max(map(len, used.values()), default=0)
        offers = compare(*readings.plans(meter), used, day_of(meter.at)) if months else ()
    back = f"/readings/{subject}/history"
    return render_template("readings/plans.html", meter=meter, offers=offers, months=months, back=back)
