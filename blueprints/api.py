"""Readings out and in for the programs of providers; templates/api/openapi.json describes it."""

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from blueprints.access import anyone, by_provider, provider
from blueprints.csrf import signed_callback
from blueprints.steps import one_valued
from data import exports
from data.database import NotFound
from data.imports import readings
from rules.tables import BadTable, is_day, scaled

blueprint = Blueprint("api", __name__)
MOST = 1000  # declarations in one answer


@blueprint.get("/api/openapi.json")
@anyone
def show_description() -> Response:
    text = render_template("api/openapi.json", base_url=current_app.config["SETTINGS"].base_url, most=MOST)
    return Response(text, mimetype="application/json")


@blueprint.get("/api/readings")
@by_provider
def give_readings() -> Response:
    """The next declarations behind `after` (a receipt number) or since a day; `next` is where to go on."""
    asked = one_valued(request.args)
    after, since, most = asked.get("after", ""), asked.get("since", ""), scaled(asked.get("limit", str(MOST)), 0)
    if most is None or not 1 <= most <= MOST:
        return _refused(f"limit: from 1 to {MOST}")
    if bool(after) == bool(since) or (since and not is_day(since)):
        return _refused("either since=2026-11-01 or after=a receipt number")
    try:
        place = exports.place_of(provider(), after) if after else exports.begins(since)
    except NotFound:
        return _refused("after: no such receipt of yours")
    found = exports.page(provider(), place, most)
    told = [dict(zip(exports.READINGS_COLUMNS, line, strict=True)) for line in found.readings] if found else []
    return jsonify({"readings": told, "next": found.number if found else after or None})


@blueprint.post("/api/readings")
@by_provider
@signed_callback
def take_readings() -> Response:
    """Readings that the provider has read itself, as a CSV body; the same ones again change nothing."""
    try:
        report = readings.load(request.get_data(), only=provider())
    except BadTable as wrong:
        return _refused(str(wrong))
    bad = [{"row": one.number, "reason": one.reason} for one in report.bad]
    return jsonify({"new": report.new, "changed": report.changed, "same": report.same, "bad": bad})


def _refused(reason: str) -> Response:
    answer: Response = jsonify({"error": reason})
    answer.status_code = 400
    return answer
