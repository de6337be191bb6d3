"""Who are you, once more: before what lets people in is changed, and before what only they may see (accounts.md §5)."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from blueprints import asking
from blueprints.access import PROVE, is_fresh, person, with_account
from blueprints.entering import going_on, start_again
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.passwords import Later, let_in
from blueprints.proofs import ways
from blueprints.steps import one_valued
from data import identities, people
from rules.accounts import check_proof
from rules.problem import Problem

ACCOUNT, TEMPLATE = "/account", "account/prove.html"
blueprint = Blueprint("account_proof", __name__)


def _page() -> dict[str, Any]:
    """The ways this person has: the strong ones where they have an identity, else the password."""
    who = person()
    known = identities.identities_of(who.id)
    by_password = not known and people.has_password(who.id)
    return {
        "action": PROVE,
        "back": ACCOUNT,
        "ways": ways.of(known),
        "by_password": by_password,
        "may_set_one": not known and not by_password and bool(who.email),
    }


@blueprint.get(PROVE)
@with_account
def show_prove() -> Response | str:
    if is_fresh():
        return go_to(going_on(ACCOUNT))
    return asking.ask("prove", TEMPLATE, **_page())


@blueprint.post(PROVE)
@with_account
def save_prove() -> Response:
    """The password, typed again. Of whoever has a strong identity it is not taken."""
    form, page = one_valued(request.form), _page()
    typed = {"show": form.get("show", form.get("shown", ""))}
    if not page["by_password"]:
        return go_to(PROVE)
    if "show" in form:
        asking.keep("prove", typed)
        return go_to(PROVE)
    checked = check_proof(form)
    if checked.problems:
        return asking.refuse("prove", TEMPLATE, PROVE, typed, checked.problems, **page)
    try:
        keys = let_in(person().email, checked.answer["password"])
    except Later as later:
        return asking.later(later.status, later.seconds, TEMPLATE, typed, "password", **page)
    if keys is None or keys.id != person().id:
        wrong = {"password": Problem("The password does not match")}
        return asking.refuse("prove", TEMPLATE, PROVE, typed, wrong, **page)
    asking.keep("prove", {})
    tell("proved", "by password")
    return go_to(start_again(keys.id, ACCOUNT))
