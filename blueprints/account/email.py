"""Adding or changing the e-mail address: the new mailbox confirms it, the old one may undo it for a day."""

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from blueprints import asking, tries
from blueprints.access import anyone, freshly_proven, person, with_account
from blueprints.cookies import hashed
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.letters import TOKEN, new_proof, unseen
from blueprints.notices import tell_next
from blueprints.steps import one_valued
from data import email_changes
from data.database import now
from data.email_changes import Wish
from rules.accounts import check_code, check_new_email, kept_code
from rules.problem import Problem

ACCOUNT, EMAIL, CHECK = "/account", "/account/email", "/account/email/check"
ASKING, CHECKING = "account/email.html", "account/email_check.html"
PAGE = {"action": EMAIL, "back": ACCOUNT}
A_MINUTE = 60
blueprint = Blueprint("account_email", __name__)


@blueprint.get(EMAIL)
@freshly_proven
def show_email() -> str:
    return asking.ask("account-email", ASKING, **PAGE)


@blueprint.post(EMAIL)
@freshly_proven
@asking.kept_as("account-email", "email")
def save_email() -> Response:
    """Whether the address is another account's is told to that account's owner, by letter, and to nobody here."""
    typed = {"email": one_valued(request.form).get("email", "")[: asking.LONGEST]}
    email = check_new_email(typed["email"], person().email)
    if isinstance(email, Problem):
        return asking.refuse("account-email", ASKING, EMAIL, typed, {"email": email}, **PAGE)
    asked = email_changes.wish(person().id)
    if asked and asked.email == email and now() - asked.at < A_MINUTE:
        return go_to(CHECK)  # the same form again, after a lost connection: one letter is enough
    if not (tries.address_may_try() and tries.letter_may_go("email", email)):
        return asking.later(429, tries.HOUR, ASKING, typed, "email", **PAGE)
    _write_to(email)
    return go_to(CHECK)


def _mine() -> str:
    """What a code is bound to: the person, in whichever of their sessions they type it."""
    return f"person {person().id}"


def _write_to(email: str) -> None:
    email_changes.ask(person().id, email, new_proof(_mine()))
    asking.keep("account-email", {})
    tell("email_change", "letter asked for")


def _about(asked: Wish) -> dict[str, str]:
    return {"action": CHECK, "back": EMAIL, "email": asked.email}


@blueprint.get(CHECK)
@with_account
def show_check() -> Response | str:
    """Once confirmed, perhaps by the link on another device, there is nothing to check: the account shows it."""
    asked = email_changes.wish(person().id)
    return asking.ask("email-check", CHECKING, **_about(asked)) if asked else go_to(ACCOUNT)


@blueprint.post(CHECK)
@with_account
def save_check() -> Response:
    asked = email_changes.wish(person().id)
    if asked is None:
        return go_to(ACCOUNT)
    code = check_code(one_valued(request.form).get("code", ""))
    if isinstance(code, Problem):
        return _refuse_code(asked, code)
    came = email_changes.try_code(person().id, kept_code(str(current_app.secret_key), _mine(), code), new_proof())
    tell("email_change", came)
    if came == "done":
        return tell_next(go_to(ACCOUNT), "email-changed")
    if came == "nothing":
        return go_to(ACCOUNT)
    if came == "wrong":
        return _refuse_code(asked, Problem("The code does not match. Look at the latest e-mail"))
    if not tries.letter_may_go("email", asked.email):
        return _too_many(asked)
    _write_to(asked.email)
    return _refuse_code(asked, Problem("The code is no longer valid. We have sent a new one"))


def _refuse_code(asked: Wish, problem: Problem) -> Response:
    return asking.refuse("email-check", CHECKING, CHECK, {}, {"code": problem}, **_about(asked))


def _too_many(asked: Wish) -> Response:
    return asking.later(429, tries.HOUR, CHECKING, {}, "code", **_about(asked))


@blueprint.post("/account/email/resend")
@with_account
def resend() -> Response:
    asked = email_changes.wish(person().id)
    if asked is None:
        return go_to(ACCOUNT)
    if not (tries.address_may_try() and tries.letter_may_go("email", asked.email)):
        return _too_many(asked)
    _write_to(asked.email)
    return tell_next(go_to(CHECK), "letter-sent")


@blueprint.get("/account/email/confirm/<token>")
@anyone
def show_confirm(token: str) -> Response:
    """Mail scanners open links: looking changes nothing."""
    if not TOKEN.fullmatch(token):
        abort(404)
    if not email_changes.is_alive(hashed(token)):
        return unseen(render_template("account/dead_link.html"), 410)
    return unseen(render_template("account/email_confirm.html", action=f"/account/email/confirm/{token}"))


@blueprint.post("/account/email/confirm/<token>")
@anyone
def save_confirm(token: str) -> Response:
    """In any browser: whoever reads the letter has the mailbox. It signs nobody in."""
    if not TOKEN.fullmatch(token):
        abort(404)
    if not email_changes.confirm(hashed(token), new_proof()):
        return unseen(render_template("account/dead_link.html"), 410)
    tell("email_change", "done")
    return unseen(render_template("account/email_confirm.html", is_done=True))


@blueprint.get("/account/email/undo/<token>")
@anyone
def show_undo(token: str) -> Response:
    return _undo_page(token, look_only=True)


@blueprint.post("/account/email/undo/<token>")
@anyone
def save_undo(token: str) -> Response:
    return _undo_page(token, look_only=False)


def _undo_page(token: str, look_only: bool) -> Response:
    if not TOKEN.fullmatch(token):
        abort(404)
    came = email_changes.undo(hashed(token), look_only)
    if came == "dead":
        return unseen(render_template("account/dead_link.html"), 410)
    if not look_only:
        tell("email_change", "undone" if came == "done" else "not undone")
    facts = {"action": f"/account/email/undo/{token}", "came": "" if look_only else came}
    return unseen(render_template("account/email_undo.html", **facts), 409 if came == "taken" else 200)
