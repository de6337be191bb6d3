"""When we remind: the person's own choice, and the off-switch of the letter, which wants no sign-in (RFC 8058)."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints.access import anyone, person, with_account
from blueprints.csrf import signed_callback
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.notices import tell_next
from blueprints.steps import one_valued
from data import reminders
from rules.reminders import CHOICES

ONE_CLICK = "List-Unsubscribe"
blueprint = Blueprint("reminders", __name__)


@blueprint.get("/reminders")
@with_account
def show_choice() -> str:
    return render_template(
        "reminders/choice.html",
        days=CHOICES,
        values={"days": str(reminders.days_of(person().id))},
        has_mail=bool(person().email),
        back="/account",
    )


@blueprint.post("/reminders")
@with_account
def save_choice() -> Answer:
    wish = one_valued(request.form).get("days", "")
    by_word = {str(days): days for days in CHOICES}
    if wish not in by_word:
        return go_to("/reminders")
    reminders.choose(person().id, by_word[wish])
    tell("reminders", f"{wish} days before")
    return tell_next(go_to("/account"), "saved")


@blueprint.get("/reminders/off/<code>")
@anyone
def show_off(code: str) -> str:
    """Looking turns nothing off: mail programs look too."""
    if not reminders.is_own(code):
        abort(404)
    return render_template("reminders/off.html", code=code, are_off=reminders.are_off(code))


@blueprint.post("/reminders/off/<code>")
@anyone
@signed_callback
def turn_off(code: str) -> Answer:
    """The mail program's one click wants no redirect; a person's press leads back to the page."""
    if not reminders.is_own(code):
        abort(404)
    reminders.turn_off(code)
    tell("reminders", "off by the letter")
    if ONE_CLICK in request.form:
        return Response(status=200, content_type="text/plain")
    return go_to(f"/reminders/off/{code}")
