"""The person's own account: language, password, and the browsers that are signed in."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from blueprints import asking, tries
from blueprints.access import person, with_account
from blueprints.cookies import browser, hashed
from blueprints.entering import end_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.hashing import Busy, hashing
from blueprints.language import remember_language
from blueprints.notices import tell_next
from blueprints.steps import one_valued
from data import people
from data.passwords import guesses
from rules.accounts import browser_name, check_change
from rules.problem import Problem
from settings import LANGUAGES

PASSWORD = "/account/password"
PAGE = {"action": PASSWORD, "back": "/account"}
blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@with_account
def show_account() -> str:
    who = person()
    sessions = [(one, browser_name(one.agent)) for one in people.sessions_of(who.id, who.session_id)]
    return render_template(
        "account/account.html", sessions=sessions, values={"language": who.language}, back="/services"
    )


@blueprint.post("/account")
@with_account
def save_language() -> Response:
    code = one_valued(request.form).get("language", "")
    if code not in LANGUAGES:
        return go_to("/account")
    people.choose_language(person().id, code)
    return tell_next(remember_language(go_to("/account"), code), "saved")


@blueprint.get(PASSWORD)
@with_account
def show_password() -> str:
    return asking.ask("password", "account/password.html", **PAGE)


@blueprint.post(PASSWORD)
@with_account
def save_password() -> Response:
    form, who = one_valued(request.form), person()
    typed = {"show": form.get("show", form.get("shown", ""))}
    if "show" in form:
        asking.keep("password", typed)
        return go_to(PASSWORD)
    checked = check_change(form, who.email, guesses())
    if checked.problems:
        return asking.refuse("password", "account/password.html", PASSWORD, typed, checked.problems, **PAGE)
    wait = tries.seconds_before_password(who.email)
    if wait:
        return asking.later(429, wait, "account/password.html", typed, "password", **PAGE)
    try:
        changed = _change(who.email, checked.answer["password"], checked.answer["new_password"])
    except Busy:
        tries.password_not_tried(who.email)
        return asking.later(503, 5, "account/password.html", typed, "password", **PAGE)
    if changed:
        return tell_next(go_to("/account"), "password-changed")
    wrong = {"password": Problem("The present password does not fit")}
    return asking.refuse("password", "account/password.html", PASSWORD, typed, wrong, **PAGE)


def _change(email: str, present: str, new: str) -> bool:
    keys = people.keys_of(email)
    if keys is None or not hashing.fits(keys.password_hash, present):
        tell("password_change", "refused")
        return False
    tries.password_fitted(email)
    people.change_password(keys.id, hashing.hash(new), but=hashed(browser().token))
    tell("password_change", "done")
    return True


@blueprint.post("/account/sessions/<public_id>/end")
@with_account
def end_one(public_id: str) -> Response:
    """Sign one device out; the one they sit at goes back to the first page."""
    ended = people.end_session_of(person().id, public_id)
    tell("session_ended", "by the person")
    if ended == hashed(browser().token):
        end_session()
        return tell_next(go_to("/"), "signed-out")
    return tell_next(go_to("/account"), "session-ended")


@blueprint.post("/account/sign-out-everywhere")
@with_account
def sign_out_everywhere() -> Response:
    tell("session_ended", "everywhere")
    people.end_sessions(person().id)
    end_session()
    return tell_next(go_to("/"), "signed-out")
