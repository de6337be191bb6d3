"""Signing in by e-mail and password, signing out, and the forgotten password."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from blueprints import asking, tries
from blueprints.access import anyone, has_account, owner
from blueprints.cookies import hashed
from blueprints.devices import known_device
from blueprints.entering import HOME, browser_key, end_session, start_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.hashing import Busy, hashing
from blueprints.language import in_their_language
from blueprints.letters import TOKEN, new_proof, unseen
from blueprints.notices import tell_next
from blueprints.passwords import Later, let_in
from blueprints.proofs.ways import strong
from blueprints.steps import one_valued
from data import drafts, letters, people
from data.passwords import guesses
from rendering import language
from rules.accounts import check_email, check_new_password, check_sign_in
from rules.problem import Problem

blueprint = Blueprint("sign_in", __name__)


def _page() -> dict[str, Any]:
    return {"action": "/sign-in", "back": "/", "ways": strong()}


@blueprint.get("/sign-in")
@anyone
def show_sign_in() -> Response | str:
    if has_account():
        return go_to(HOME)
    return asking.ask("sign-in", "sign_in/sign_in.html", **_page())


@blueprint.post("/sign-in")
@anyone
def save_sign_in() -> Response:
    form = one_valued(request.form)
    typed = {"email": form.get("email", "")[:300], "show": form.get("show", form.get("shown", ""))}
    if "show" in form:
        asking.keep("sign-in", typed)
        return go_to("/sign-in")
    checked = check_sign_in(form)
    if checked.problems:
        return asking.refuse("sign-in", "sign_in/sign_in.html", "/sign-in", typed, checked.problems, **_page())
    try:
        keys = let_in(checked.answer["email"], checked.answer["password"])
    except Later as later:
        return asking.later(later.status, later.seconds, "sign_in/sign_in.html", typed, "email", **_page())
    if keys:
        answer = go_to(start_session(keys.id, "email"))
        return in_their_language(known_device(answer, keys.id, "email"), keys.language)
    failed = {"email": Problem("Sign-in failed. Check the e-mail address and the password")}
    return asking.refuse("sign-in", "sign_in/sign_in.html", "/sign-in", typed, failed, **_page())


@blueprint.post("/sign-out")
@anyone
def sign_out() -> Response:
    tell("signed_out", "by the person")
    end_session()
    return tell_next(go_to("/"), "signed-out")


@blueprint.get("/sign-in/forgotten")
@anyone
def show_forgotten() -> str:
    return asking.ask("forgotten", "sign_in/forgotten.html", action="/sign-in/forgotten", back="/sign-in")


@blueprint.post("/sign-in/forgotten")
@anyone
def save_forgotten() -> Response:
    page = {"action": "/sign-in/forgotten", "back": "/sign-in"}
    typed = {"email": one_valued(request.form).get("email", "")[:300]}
    email = check_email(typed["email"])
    if isinstance(email, Problem):
        wrong = {"email": email}
        return asking.refuse("forgotten", "sign_in/forgotten.html", "/sign-in/forgotten", typed, wrong, **page)
    if not (tries.address_may_try() and tries.letter_may_go("reset", email)):
        return asking.later(429, tries.HOUR, "sign_in/forgotten.html", typed, "email", **page)
    letters.ask_for_reset(email, language.get(), new_proof())
    tell("reset", "letter asked for")
    asking.keep("forgotten", {"email": email})
    return go_to("/sign-in/forgotten/sent")


@blueprint.get("/sign-in/forgotten/sent")
@anyone
def show_sent() -> Response | str:
    asked = drafts.current(owner(), "forgotten")
    if asked is None or not asked.typed.get("email"):
        return go_to("/sign-in/forgotten")
    return render_template("sign_in/sent.html", email=asked.typed["email"], back="/sign-in/forgotten")


@blueprint.get("/sign-in/reset/<token>")
@anyone
def show_reset(token: str) -> Response:
    return _reset_page(token, {}, 200)


@blueprint.post("/sign-in/reset/<token>")
@anyone
def save_reset(token: str) -> Response:
    form = one_valued(request.form)
    if "show" in form:
        return _reset_page(token, {}, 200, shown=form["show"])
    email = letters.address("reset", hashed(token)) or ""
    checked = check_new_password(form, email, guesses())
    if checked.problems:
        return _reset_page(token, checked.problems, 422, shown=form.get("shown", ""))
    if not tries.address_may_try():
        return _reset_page(token, {"password": Problem("Too many tries. Try again later")}, 429)
    try:
        is_set = letters.reset(hashed(token), hashing.hash(checked.answer["password"]))
    except Busy:
        return _reset_page(token, {"password": Problem("The site is busy. Try again in a minute")}, 503)
    if not is_set:
        return _reset_page(token, {}, 200)
    tell("reset", "password set")
    people.end_session(browser_key())
    asking.keep("sign-in", {"email": email})  # what failed with the old password is no longer of interest
    return tell_next(go_to("/sign-in"), "password-set")


def _reset_page(token: str, problems: dict[str, Problem], status: int, shown: str = "") -> Response:
    """The page of a mailed link is answered directly: its address must not be read from a redirect."""
    if not TOKEN.fullmatch(token):
        abort(404)
    if letters.address("reset", hashed(token)) is None:
        return unseen(render_template("sign_in/dead_link.html"), 410)
    facts = {"action": f"/sign-in/reset/{token}", "problems": problems, "values": {"show": shown}}
    response = unseen(render_template("sign_in/reset.html", **facts), status)
    if status in (429, 503):
        response.headers["Retry-After"] = "600" if status == 429 else "5"
    return response
