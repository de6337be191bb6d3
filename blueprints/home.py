"""All meters of a home on one page, one press, one commit; what is odd goes on to its own pages."""

from typing import Any

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from blueprints.access import owner, person, signed_in
from blueprints.steps import Walk, kept_for, save_step, show_step
from data import drafts, readings
from data.database import new_id
from data.drafts import Draft
from rules.deadlines import window
from rules.journey import Form, Step
from rules.readings.home import JOURNEY, Home, box, facts_of, is_plain
from rules.readings.meter import Facts

PATH = "/readings/home"
blueprint = Blueprint("home", __name__)


def _gather(draft: Draft, _form: Form | None) -> Home:
    due = [one for one in readings.meters(person().id) if not one.declared and window(one.kind, one.at).is_open]
    return Home(draft.answers, tuple(due))


def _context(_draft: Draft, facts: Home, _step: Step) -> dict[str, Any]:
    days = window(facts.meters[0].kind, facts.meters[0].at) if facts.meters else None
    return {"meters": facts.meters, "box": box, "days": days}


def _finish(draft: Draft, facts: Home) -> str:
    """Inside one transaction: all plain ones are declared; an odd one stands in its own draft, as it was typed."""
    who = person()
    readers = ((who.email, who.language),) if who.email else ()
    numbers, odd = [], []
    typed = {one.public_id: one for one in facts.meters if one.public_id in facts.answers["home"]}
    for meter_id, meter in typed.items():
        told = facts_of(meter, facts.answers["home"][meter_id])
        if is_plain(told):
            numbers.append(readings.declare(who.id, f"{draft.id} {meter_id}", told, readers))
        else:
            odd.append(meter_id)
            _leave(told)
    draft.answers = {**draft.answers, "done": {"numbers": numbers, "odd": odd}}
    drafts.remember(draft)
    return f"{PATH}/{draft.id}"


def _leave(told: Facts) -> None:
    meter_id = told.meter.public_id
    draft = drafts.current(owner(), "declare", meter_id) or Draft(new_id(), owner(), "declare", meter_id)
    draft.answers, draft.typed, draft.problems = dict(told.answers), {}, {}  # type: ignore[arg-type]
    drafts.remember(draft)


WALK = Walk(
    journey=JOURNEY,
    folder="readings",
    path=lambda _step, _subject: PATH,
    start=lambda _subject: "/services",
    gather=_gather,
    finish=_finish,
    context=_context,
)


@blueprint.get(PATH)
@signed_in
def show_home() -> Response | str:
    return show_step(WALK, "home")


@blueprint.post(PATH)
@signed_in
@kept_for(WALK)
def save_home() -> Response:
    return save_step(WALK, "home")


@blueprint.get(f"{PATH}/<draft_id>")
@signed_in
def show_done(draft_id: str) -> str:
    """What became of it: receipts, and the meters that need one more look."""
    draft = drafts.by_id(draft_id, owner(), JOURNEY.name)
    if draft is None or not draft.result:
        abort(404)
    done = draft.answers["done"]
    known = readings.meters(person().id)
    return render_template(
        "readings/at_once.html",
        receipts=readings.told_of(person().id, done["numbers"]),
        odd=[one for one in known if one.public_id in done["odd"] and not one.declared],
        back="/services",
    )
