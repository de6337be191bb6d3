"""Asking for a correction when its time is over: on the receipt's side the wish, on staff's the answer."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from blueprints.access import person, signed_in, staff_only
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.steps import Walk, kept_for, one_valued, save_step, show_step
from data import corrections, readings
from data.database import now
from data.drafts import Draft
from data.readings import NotAllowed
from rendering import N_
from rules.journey import Form, Step
from rules.readings.correction import JOURNEY, LONGEST, Correcting
from rules.readings.typed import plain

REASONS = {
    "typed_wrong": N_("I typed it wrong"),
    "misread": N_("I read the meter wrong"),
    "other_meter": N_("It was the reading of another meter"),
    "replaced": N_("The meter was replaced"),
    "other": N_("Another reason"),
}
blueprint = Blueprint("corrections", __name__)


def _gather(draft: Draft, _form: Form | None) -> Correcting:
    """Only for one's own receipt that counts, whose time is over, and that no later reading follows."""
    if "correcting" not in g:
        if readings.receipt(person().id, draft.subject, now()).may_correct:
            abort(404)
        try:
            meter, declared = corrections.known(person().id, draft.subject)
        except NotAllowed:
            abort(404)
        g.correcting = meter, declared
    meter, declared = g.correcting
    return Correcting(meter.registers, declared, draft.answers, meter)


def _context(draft: Draft, facts: Correcting, _step: Step) -> dict[str, Any]:
    shown = {one.field: plain(facts.declared.get(one.code, 0), one.decimals) for one in facts.registers}
    typed = draft.typed.get("form")
    return {"meter": facts.meter, "reasons": REASONS.items(), "row": typed or shown, "declared": facts.declared}


def _finish(draft: Draft, facts: Correcting) -> str:
    corrections.ask(person().id, draft.id, draft.subject, facts.answers["correction"])
    tell("correction", "asked")
    return f"/receipts/{draft.subject}"


WALK = Walk(
    journey=JOURNEY,
    folder="receipts",
    path=lambda step, subject: f"/receipts/{subject}/{step}",
    start=lambda subject: f"/receipts/{subject}",
    gather=_gather,
    finish=_finish,
    context=_context,
)


@blueprint.get("/receipts/<subject>/correction")
@signed_in
def show_correction(subject: str) -> Response | str:
    return show_step(WALK, "correction", subject)


@blueprint.post("/receipts/<subject>/correction")
@signed_in
@kept_for(WALK)
def save_correction(subject: str) -> Response:
    return save_step(WALK, "correction", subject)


@blueprint.post("/staff/corrections/<public_id>")
@staff_only
def settle(public_id: str) -> Response:
    """Both buttons are of one form, with the words for the resident."""
    form = one_valued(request.form)
    act, answer = form.get("act", ""), form.get("answer", "").strip()[:LONGEST]
    if act in ("accept", "decline"):
        with suppress(NotAllowed):  # a later reading has come meanwhile: the page says so
            corrections.settle(public_id, act == "accept", answer)
            tell("correction", act)
    return go_to("/staff")
