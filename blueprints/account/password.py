"""Changing the password by the present one; setting one without it, for whoever has just proven who they are."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from blueprints import asking
from blueprints.access import freshly_proven, person, with_account
from blueprints.cookies import browser, hashed
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.hashing import Busy, hashing
from blueprints.notices import tell_next
from blueprints.passwords import Later, let_in
from blueprints.steps import one_valued
from data import identities, people
from data.passwords import guesses
from rules.accounts import check_change, check_new_password
from rules.problem import Problem

PASSWORD, SET, EMAIL = "/account/password", "/account/password/set", "/account/email"
CHANGING, SETTING = "account/password.html", "account/new_password.html"
blueprint = Blueprint("account_password", __name__)


def _page() -> dict[str, Any]:
    """Whoever has an identity may set a password without the present one."""
    instead = SET if identities.has_identity(person().id) else ""
    return {"action": PASSWORD, "back": "/account", "instead": instead}


def _elsewhere() -> Response | None:
    """Where those go who have no present password to type."""
    if not person().email:
        return go_to("/account")
    return None if people.has_password(person().id) else go_to(SET)


@blueprint.get(PASSWORD)
@with_account
def show_password() -> Response | str:
    return _elsewhere() or asking.ask("password", CHANGING, **_page())


@blueprint.post(PASSWORD)
@with_account
def save_password() -> Response:
    form, who, elsewhere = one_valued(request.form), person(), _elsewhere()
    if elsewhere:
        return elsewhere
    typed = {"show": form.get("show", form.get("shown", ""))}
    if "show" in form:
        asking.keep("password", typed)
        return go_to(PASSWORD)
    checked = check_change(form, who.email, guesses())
    if checked.problems:
        return asking.refuse("password", CHANGING, PASSWORD, typed, checked.problems, **_page())
    try:
        if let_in(who.email, checked.answer["password"]):
            return _change(checked.answer["new_password"], "password-changed")
    except Later as later:
        return asking.later(later.status, later.seconds, CHANGING, typed, "password", **_page())
    except Busy:
        return asking.later(503, 5, CHANGING, typed, "password", **_page())
    tell("password_change", "refused")
    wrong = {"password": Problem("The present password does not match")}
    return asking.refuse("password", CHANGING, PASSWORD, typed, wrong, **_page())


def _change(password: str, notice: str) -> Response:
    """Every other session ends, and the owner is told by mail. Raises Busy."""
    people.change_password(person().id, hashing.hash(password), but=hashed(browser().token))
    tell("password_change", "done")
    return tell_next(go_to("/account"), notice)


def _unset() -> Response | None:
    """A password needs an address; and who has one and no identity types the present one."""
    if not person().email:
        return go_to(EMAIL)
    is_theirs = identities.has_identity(person().id) or not people.has_password(person().id)
    return None if is_theirs else go_to(PASSWORD)


@blueprint.get(SET)
@freshly_proven
def show_set() -> Response | str:
    return _unset() or asking.ask("new-password", SETTING, action=SET, back="/account")


@blueprint.post(SET)
@freshly_proven
def save_set() -> Response:
    form, elsewhere, page = one_valued(request.form), _unset(), {"action": SET, "back": "/account"}
    if elsewhere:
        return elsewhere
    typed = {"show": form.get("show", form.get("shown", ""))}
    if "show" in form:
        asking.keep("new-password", typed)
        return go_to(SET)
    checked = check_new_password(form, person().email, guesses())
    if checked.problems:
        return asking.refuse("new-password", SETTING, SET, typed, checked.problems, **page)
    notice = "password-changed" if people.has_password(person().id) else "password-made"
    try:
        return _change(checked.answer["password"], notice)
    except Busy:
        return asking.later(503, 5, SETTING, typed, "password", **page)
