"""A resident's own diary of a meter: notes that nobody is billed by."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from blueprints import asking
from blueprints.access import person, signed_in
from blueprints.fragments import go_to
from blueprints.steps import one_valued
from data import diary, readings
from rules.deadlines import day_of
from rules.readings.diary import notes
from rules.readings.meter import Facts, Meter
from rules.readings.steps import check_values

PAGE = "readings/diary.html"
blueprint = Blueprint("diary", __name__)


@blueprint.get("/readings/<subject>/diary")
@signed_in
def show_diary(subject: str) -> str:
    return asking.ask(f"diary {subject}", PAGE, **_facts(readings.meter(person().id, subject)))


@blueprint.post("/readings/<subject>/diary")
@signed_in
def save_note(subject: str) -> Response:
    """A note of today. Lower than the last one or not: it is the resident's own book."""
    form, meter = one_valued(request.form), readings.meter(person().id, subject)
    typed = {register.field: form.get(register.field, "") for register in meter.registers}
    checked = check_values(typed, Facts(meter))
    if checked.problems:
        return asking.refuse(f"diary {subject}", PAGE, _path(subject), typed, checked.problems, **_facts(meter))
    diary.note(person().id, meter, day_of(meter.at).isoformat(), checked.answer["values"])
    asking.keep(f"diary {subject}", {})
    return go_to(_path(subject))


@blueprint.post("/readings/<subject>/diary/<day>/strike")
@signed_in
def strike_note(subject: str, day: str) -> Response:
    diary.strike(person().id, readings.meter(person().id, subject), day)
    return go_to(_path(subject))


def _facts(meter: Meter) -> dict[str, Any]:
    kept = notes(diary.of(person().id, meter))
    return {
        "meter": meter,
        "notes": kept,
        "today": day_of(meter.at).isoformat(),
        "back": f"/readings/{meter.public_id}/history",
    }


def _path(subject: str) -> str:
    return f"/readings/{subject}/diary"
