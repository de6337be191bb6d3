"""The history of a meter: 24 months at once with every version, the last year as a chart, all of it as a file."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints import charts, history_file
from blueprints.access import person, signed_in
from blueprints.keepable import marked
from data import readings
from rules.deadlines import period_of
from rules.readings.months import a_year_before, page_of, used_by_month
from rules.tables import is_day

blueprint = Blueprint("history", __name__)


@blueprint.get("/readings/<subject>/history")
@signed_in
def show_history(subject: str) -> str:
    meter = readings.meter(person().id, subject)
    every = readings.history(person().id, meter)
    now, asked = period_of(meter.at), request.args.get("until", "")
    until = asked if len(asked) == 7 and is_day(f"{asked}-01") else now
    shown, earlier = page_of(every, until)
    used = used_by_month(every)
    return render_template(
        "readings/history.html",
        meter=meter,
        versions=shown,
        year_ago={version.period: a_year_before(used, version.period) for version in shown},
        earlier=earlier,
        chart=charts.words(meter, used, now),
        is_newest=until >= now,
        has_any=bool(every),
        back="/services",
    )


@blueprint.get("/readings/<subject>/chart.svg")
@signed_in
def show_chart(subject: str) -> Answer:
    """Not kept by browsers, as nothing of anybody's is; whoever holds a mark of it is told whether it is the same."""
    meter = readings.meter(person().id, subject)
    drawn = charts.svg(meter, used_by_month(readings.history(person().id, meter)), period_of(meter.at))
    return marked(Response(drawn, mimetype="image/svg+xml"))


@blueprint.get("/readings/<subject>/history.csv")
@signed_in
def download_history(subject: str) -> Response:
    meter = readings.meter(person().id, subject)
    written = history_file.text(readings.history(person().id, meter))
    headers = {"Content-Disposition": 'attachment; filename="savitarna.csv"'}
    return Response(written, content_type="text/csv; charset=utf-8", headers=headers)
