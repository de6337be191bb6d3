"""Registering: the way, e-mail and password, the letter, and in (accounts.md §3, §4)."""

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from blueprints import asking, tries
from blueprints.access import anyone, has_account
from blueprints.cookies import hashed
from blueprints.devices import known_device
from blueprints.entering import HOME, browser_key, start_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.hashing import Busy, hashing
from blueprints.letters import TOKEN, new_proof, unseen
from blueprints.notices import tell_next
from blueprints.proofs.ways import offered
from blueprints.steps import one_valued
from data import drafts, letters
from data.database import now
from data.letters import Confirmed, Waiting
from data.passwords import guesses
from rendering import language
from rules.accounts import check_code, check_registration, kept_code
from rules.problem import Problem

FIRST_TASK = "/services/add/provider"
A_MINUTE = 60
blueprint = Blueprint("registration", __name__)


@blueprint.get("/register")
@anyone
def show_ways() -> Response | str:
    if has_account():
        return go_to(HOME)
    return render_template("registration/ways.html", ways=offered(), back="/")


@blueprint.get("/register/email")
@anyone
def show_email() -> Response | str:
    if has_account():
        return go_to(HOME)
    return asking.ask("register", "registration/email.html", action="/register/email", back="/register")


@blueprint.post("/register/email")
@anyone
def save_email() -> Response:
    form, page = one_valued(request.form), {"action": "/register/email", "back": "/register"}
    typed = {"email": form.get("email", "")[:300], "show": form.get("show", form.get("shown", ""))}
    if "show" in form:
        asking.keep("register", typed)
        return go_to("/register/email")
    checked = check_registration(form, guesses())
    if checked.problems:
        return asking.refuse("register", "registration/email.html", "/register/email", typed, checked.problems, **page)
    email, password = checked.answer["email"], checked.answer["password"]
    try:
        if _is_repeated(email, password):
            return go_to("/register/check")
        kept = hashing.hash(password) if tries.address_may_try() else ""
    except Busy:
        tries.address_was_good()
        return asking.later(503, 5, "registration/email.html", typed, "email", **page)
    if not (kept and tries.letter_may_go("register", email)):
        return asking.later(429, tries.TEN_MINUTES, "registration/email.html", typed, "email", **page)
    _write_to(Waiting(email, kept, language.get()))
    drafts.taken(f"b:{browser_key()}", "register")
    return go_to("/register/check")


def _is_repeated(email: str, password: str) -> bool:
    """The same form again within a minute, after a lost connection: one letter is enough."""
    begun = letters.waiting(browser_key())
    if begun is None or begun.email != email or now() - begun.at > A_MINUTE:
        return False
    return hashing.fits(begun.password_hash, password)


def _write_to(asked: Waiting) -> None:
    proof = new_proof(browser_key())
    letters.ask_to_register(asked, browser_key(), proof)
    tell("registration", "letter asked for")


@blueprint.get("/register/check")
@anyone
def show_check() -> Response | str:
    begun = letters.waiting(browser_key())
    if begun is None:
        return _nothing_to_check()
    return asking.ask("check", "registration/check.html", **_about(begun))


def _about(begun: Waiting) -> dict[str, str]:
    return {"action": "/register/check", "back": "/register/email", "email": begun.email}


def _nothing_to_check() -> Response:
    """Confirmed already, perhaps by the link on another device; or never begun here."""
    if has_account():
        return go_to(HOME)
    if letters.was_confirmed(browser_key()):
        return tell_next(go_to("/sign-in"), "confirmed")
    return go_to("/register/email")


@blueprint.post("/register/check")
@anyone
def save_check() -> Response:
    begun = letters.waiting(browser_key())
    if begun is None:
        return _nothing_to_check()
    code = check_code(one_valued(request.form).get("code", ""))
    if isinstance(code, Problem):
        return _refuse_code(begun, code)
    found = letters.try_code(browser_key(), kept_code(current_app.secret_key, browser_key(), code))  # type: ignore[arg-type]
    if isinstance(found, Confirmed):
        return _enter(found)
    tell("registration", f"code {found}")
    if found == "nothing":
        return _nothing_to_check()
    if found == "wrong":
        return _refuse_code(begun, Problem("The code does not match. Look at the latest e-mail"))
    if not tries.letter_may_go("register", begun.email):
        return _too_many(begun)
    _write_to(begun)
    return _refuse_code(begun, Problem("The code is no longer valid. We have sent a new one"))


def _refuse_code(begun: Waiting, problem: Problem) -> Response:
    return asking.refuse("check", "registration/check.html", "/register/check", {}, {"code": problem}, **_about(begun))


def _too_many(begun: Waiting) -> Response:
    return asking.later(429, tries.HOUR, "registration/check.html", {}, "code", **_about(begun))


@blueprint.post("/register/resend")
@anyone
def resend() -> Response:
    begun = letters.waiting(browser_key())
    if begun is None:
        return _nothing_to_check()
    if not (tries.address_may_try() and tries.letter_may_go("register", begun.email)):
        return _too_many(begun)
    _write_to(begun)
    return tell_next(go_to("/register/check"), "letter-sent")


@blueprint.get("/register/confirm/<token>")
@anyone
def show_confirm(token: str) -> Response:
    """Mail scanners open links: looking changes nothing."""
    if not TOKEN.fullmatch(token):
        abort(404)
    if letters.address("register", hashed(token)) is None:
        return unseen(render_template("registration/dead_link.html"), 410)
    return unseen(render_template("registration/confirm.html", action=f"/register/confirm/{token}"))


@blueprint.post("/register/confirm/<token>")
@anyone
def save_confirm(token: str) -> Response:
    if not TOKEN.fullmatch(token):
        abort(404)
    confirmed = letters.confirm(hashed(token))
    if confirmed is None:
        return unseen(render_template("registration/dead_link.html"), 410)
    if confirmed.browser == browser_key():
        return _enter(confirmed)
    # Another browser opened the link. Whoever began may be a stranger with a password of theirs: ask for it.
    return tell_next(go_to("/sign-in"), "confirmed")


def _enter(confirmed: Confirmed) -> Response:
    start_session(confirmed.person_id, "email")
    tell("registration", "confirmed", person_id=confirmed.person_id)
    return known_device(tell_next(go_to(FIRST_TASK), "account-made"), confirmed.person_id, "email")
