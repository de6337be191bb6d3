"""Declaring: what is to be declared, the pages of the journey, the sum while typing."""

from typing import Any

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import person, signed_in
from blueprints.cookies import browser
from blueprints.fragments import go_to
from blueprints.kiosk.visiting import visit
from blueprints.methods import methods
from blueprints.pictures import LIKE, WHERE
from blueprints.steps import Walk, kept_for, one_valued, save_step, show_step
from data import payments, readings
from data.database import NotFound, atomic
from data.drafts import Draft
from rules.basket import Wanted
from rules.deadlines import Window, period_of, window
from rules.journey import Form, Step
from rules.readings.meter import Facts, Meter
from rules.readings.slips import slip
from rules.readings.steps import DECLARE, LATER, asks_own_sum, payable, readable
from rules.readings.turn import turn, turn_day
from rules.readings.typed import plain
from rules.readings.use import Use, is_questioned, is_unusual, lines_of, rolled_over, together, uses

blueprint = Blueprint("readings", __name__)


class Closed(Exception):
    """Nothing can be declared for this meter now: it is read from afar, or its window has not opened."""

    def __init__(self, meter: Meter, days: Window) -> None:
        super().__init__(meter.public_id)
        self.meter, self.days = meter, days


def _gather(draft: Draft, _form: Form | None) -> Facts:
    meter = _meter(draft.subject)
    days = window(meter.kind, meter.at)
    if meter.is_smart or not days.is_open:
        raise Closed(meter, days)
    paid, is_underway = readings.paid(meter) if meter.declared else (0, False)
    ways = (*dict(methods()), *((LATER,) if visit() else ()))
    return Facts(meter, draft.answers, ways, paid, is_underway)


def _meter(meter_id: str) -> Meter:
    """The meter's facts, read once a request: a step that is saved shows the next one at once."""
    if g.get("meter") is None or g.meter.public_id != meter_id:
        g.meter = readings.meter(person().id, meter_id)
    known: Meter = g.meter
    return known


def _finish(draft: Draft, facts: Facts) -> str:
    """Declare; then begin the payment, if one was chosen. The reading stays declared whatever becomes of it."""
    who, last = person(), facts.answers["check"]
    readers = ((who.email, who.language),) if who.email else ()
    number = readings.declare(who.id, draft.id, facts, readers)
    if not last["method"]:
        return f"/receipts/{number}"
    kind = Wanted("own", facts.meter.service_id, last["total"]) if last["is_own"] else Wanted("declared", number)
    try:
        with atomic():
            begun = payments.start(who.id, (kind,), last["method"], draft.id)
    except NotFound:  # somebody is paying it already, or has: the receipt says so
        return f"/receipts/{number}"
    return f"/pay/{begun.public_id}/bank"


def context(draft: Draft, facts: Facts, step: Step) -> dict[str, Any]:
    """What the step's template needs besides the facts; `base` is where the meter's pages begin."""
    meter = facts.meter
    told: dict[str, Any] = {"meter": meter, "days": window(meter.kind, meter.at), "base": f"/readings/{draft.subject}"}
    if step.name == "values":
        row = draft.typed.get("form") or draft.answers.get("values") or _declared(meter)
        shown = meter.registers[0].zone
        told |= {"row": row, "year_ago": _year_ago(meter), "shown": LIKE.get(shown, shown), "where": WHERE[shown]}
        return told | typing(row, facts)
    counted = uses(facts)
    lines = {use.register.code: lines_of(meter, use) for use in counted}
    made = together(meter, tuple(lines.values()))
    told |= {"counted": counted, "lines": lines, "made": made, "turn": turn(meter, counted)}
    if step.name == "lower":
        told |= _lower(facts, counted)
    elif step.name == "unusual":
        told |= _unusual(facts, counted)
    elif step.name == "check":
        told |= {"payable": payable(facts), "own_sum": asks_own_sum(facts), "methods": methods()}
    return told


def _declared(meter: Meter) -> dict[str, str]:
    """What this month's declaration says, to be corrected."""
    told = ((register.field, register.declared, register.decimals) for register in meter.registers)
    return {field: plain(value, decimals) for field, value, decimals in told if value is not None}


def typing(form: Form, facts: Facts) -> dict[str, Any]:
    """What a row that is being typed comes to: uses, sums and the whole, each only as far as it can be read."""
    known = readable(form, facts) if form else {}
    if not known:
        return {"used": {}, "sums": {}, "made": None, "turns": turn_day(facts.meter)}
    counted = uses(Facts(facts.meter, {"values": {"values": known}}))
    by_code = {use.register.code or "1": lines_of(facts.meter, use) for use in counted}
    return {
        "used": {use.register.code or "1": use.used for use in counted if use.used is not None},
        "sums": {code: sum(line.amount for line in lines) for code, lines in by_code.items() if lines},
        "made": together(facts.meter, tuple(by_code.values())),
        "turns": turn_day(facts.meter),
        "turn": turn(facts.meter, counted),
    }


def _year_ago(meter: Meter) -> int | None:
    """What was used in this month last year, where all registers and the resident's right to see it allow."""
    told = [register.last_year for register in meter.registers if register.last_year is not None]
    return sum(told) if meter.level and len(told) == len(meter.registers) else None


def _lower(facts: Facts, counted: tuple[Use, ...]) -> dict[str, Any]:
    odd = [use for use in counted if is_questioned(use.register, use.value)]
    return {
        "odd": odd,
        "slip": slip(facts.meter, facts.values, odd[0].register),
        "turned": [(use, rolled_over(use.register, use.value)) for use in odd],
    }


def _unusual(facts: Facts, counted: tuple[Use, ...]) -> dict[str, Any]:
    odd = [use for use in counted if is_unusual(facts.meter, use)]
    return {"odd": odd, "slip": slip(facts.meter, facts.values, odd[0].register)}


WALK = Walk(
    journey=DECLARE,
    folder="readings",
    path=lambda step, subject: f"/readings/{subject}/{step}",
    start=lambda _subject: "/services",
    gather=_gather,
    finish=_finish,
    context=context,
    again=lambda result: "declared-already" if result.startswith("/receipts/") else "",
)


@blueprint.get("/readings")
@signed_in
def show_tasks() -> Any:
    """Every meter and where it stands; with a single one its own page at once."""
    found = readings.tasks(person().id)
    if len(found) == 1:
        return go_to(f"/readings/{found[0].meter_id}/values")
    return render_template("readings/tasks.html", tasks=found, back="/services")


@blueprint.get("/readings/<subject>/<step>")
@signed_in
def show(subject: str, step: str) -> Any:
    return show_step(WALK, step, subject)


@blueprint.post("/readings/<subject>/<step>")
@signed_in
@kept_for(WALK)
def save(subject: str, step: str) -> Response:
    """`Suklydau dabar` is no answer to keep: it leads back to the row, where the typed value still stands."""
    if step == "lower" and request.form.get("lower") == "typo":
        return go_to(WALK.path("values", subject))
    return save_step(WALK, step, subject)


@blueprint.post("/readings/<subject>/sum")
@signed_in
def show_sum(subject: str) -> str:
    """The live piece beside Iki: what the typed values come to so far. Nothing is kept, nothing is said to be wrong."""
    browser().is_silent = True
    facts = Facts(_meter(subject))
    return render_template("readings/sum.html", meter=facts.meter, **typing(one_valued(request.form), facts))


@blueprint.errorhandler(Closed)
def show_closed(closed: Closed) -> str:
    """Nothing to declare, with the reason and the day from which there will be."""
    return render_template(
        "readings/closed.html",
        meter=closed.meter,
        days=closed.days,
        period=period_of(closed.meter.at),
        back="/services",
    )
