"""Being called back: a number and a time; the help line does the rest."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from blueprints.access import address, anyone, owner
from blueprints.steps import Refused, Walk, save_step, show_step
from data import call_backs, drafts, limits
from data.call_backs import Wish
from data.database import now
from data.drafts import Draft
from data.sealing import blind
from rendering import language
from rules.call_backs import JOURNEY, Facts, offers
from rules.deadlines import day_of
from rules.journey import Form, Step
from rules.problem import Problem

HOUR, DAY = 60 * 60, 24 * 60 * 60
A_BROWSER, AN_ADDRESS, ALL = 5, 20, 500  # wishes an hour
A_NUMBER = 3  # wishes a day: nobody's telephone is rung for somebody else's fun
TOO_MANY = Problem("Too many tries. Try again later")
blueprint = Blueprint("call_back", __name__)


@blueprint.get("/help/call-back")
@anyone
def show_call_back() -> Response | str:
    return show_step(WALK, "call-back")


@blueprint.post("/help/call-back")
@anyone
def save_call_back() -> Response:
    return save_step(WALK, "call-back")


@blueprint.get("/help/call-back/<public_id>")
@anyone
def show_promise(public_id: str) -> str:
    """When we call. Of the number only its end is shown, to find a slip by: whoever has the link may see this."""
    asked = call_backs.one(public_id)
    return render_template("help/promise.html", slot=asked.wish.slot, end=asked.wish.phone[-3:], is_done=asked.is_done)


def _gather(draft: Draft, _form: Form | None) -> Facts:
    return Facts(offers(call_backs.hours(), now()), draft.answers)


def _context(_draft: Draft, facts: Facts, _step: Step) -> dict[str, Any]:
    today = day_of(now())
    tomorrow = today + timedelta(days=1)
    return {"slots": facts.slots, "today": today.isoformat(), "tomorrow": tomorrow.isoformat()}


def _finish(draft: Draft, facts: Facts) -> str:
    """Keep the wish and write to staff; the draft forgets the number."""
    told = facts.answers["call-back"]
    free = (
        limits.take("call-back", owner(), A_BROWSER, HOUR)
        and limits.take("call-back", address(), AN_ADDRESS, HOUR)
        and limits.take("call-back", blind(told["phone"]), A_NUMBER, DAY)
        and limits.take("call-back", "all", ALL, HOUR)
    )
    if not free:
        raise Refused("call-back", {"phone": TOO_MANY})
    slot = next(slot for slot in facts.slots if slot.code == told["when"])
    wish = Wish(told["phone"], slot, told["about"], language.get())
    public_id = call_backs.ask(draft.id, wish, current_app.config["SETTINGS"].staff_mail)
    draft.answers = {}
    drafts.remember(draft)
    return f"/help/call-back/{public_id}"


WALK = Walk(
    journey=JOURNEY,
    folder="help",
    path=lambda _step, _subject: "/help/call-back",
    start=lambda _subject: "/help/contact",
    gather=_gather,
    finish=_finish,
    context=_context,
)
