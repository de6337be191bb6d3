"""Somebody has proven who they are: in they go, or they are asked what this identity is to be to us."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from blueprints import tries
from blueprints.access import anyone, has_account, is_fresh, person, prove_first, remember_going
from blueprints.devices import known_device
from blueprints.entering import HOME, browser_key, enter_proven
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.language import in_their_language
from blueprints.notices import tell_next
from blueprints.proofs.waiting import path_of
from blueprints.steps import one_valued
from data import attempts, identities, people
from data.attempts import Shown
from data.database import NotFound, atomic
from data.identities import Taken
from data.sealing import index
from data.services import linking
from rendering import language

ACCOUNT = "/account"
blueprint = Blueprint("finishing", __name__)


@blueprint.get("/sign-in/attempts/<public_id>/done")
@anyone
def show_done(public_id: str) -> Response | str:
    """The browser that began goes in: it alone can, and once. A person we do not know is asked first."""
    shown = attempts.seen_by(public_id, browser_key())
    if shown.state != "verified":
        return go_to(path_of(public_id))
    whose = identities.person_of(index(attempts.peek(public_id, browser_key())))
    who = _account(shown, whose)
    if whose and (who is None or who.id == whose):
        return _enter(shown, whose)
    if shown.person_id and who is None:
        return _sign_in_first(public_id)
    if who and not whose and not is_fresh(joining=True):
        return prove_first()
    page = "taken" if whose else "join" if who else "first_time"
    facts = {"action": f"{path_of(public_id)}/done", "email": who.email if who else ""}
    return render_template(f"proofs/{page}.html", identity=attempts.peek(public_id, browser_key()), **facts)


@blueprint.post("/sign-in/attempts/<public_id>/done")
@anyone
def save_done(public_id: str) -> Response:
    """`new`: an account of their own. `join`: the account that they are signed in to, or sign in to now: both sides
    are proven before anything is joined (accounts.md §5)."""
    choice = one_valued(request.form).get("choice", "")
    shown = attempts.seen_by(public_id, browser_key())
    if shown.state != "verified":
        return go_to(path_of(public_id))
    who = _account(shown, None)
    if choice == "join":
        if who is None:
            return _sign_in_first(public_id)
        return _enter(shown, who.id) if is_fresh(joining=True) else prove_first()
    if choice != "new" or who or shown.person_id:
        abort(400)
    identity = attempts.peek(public_id, browser_key())
    return _enter(shown, identities.make_person(identity, index(identity), language.get()))


def _account(shown: Shown, whose: int | None) -> Any:
    """Who is signed in to an account, if anybody. An attempt that was begun in an account is that account's alone: to
    whoever else has signed in here meanwhile it is not there, and after its session has ended it lets nobody else in.
    """
    who = person() if has_account() else None
    if shown.person_id and who and who.id != shown.person_id:
        raise NotFound
    if shown.person_id and who is None and whose and whose != shown.person_id:
        raise NotFound
    return who


def _sign_in_first(public_id: str) -> Response:
    remember_going(f"{path_of(public_id)}/done")
    return go_to("/sign-in")


def _enter(shown: Shown, person_id: int) -> Response:
    """Use the proof: the identity is theirs, contracts in their name appear, and a session begins. What appeared the
    page of services tells."""
    try:
        with atomic():
            identity = attempts.use(shown.public_id, browser_key())
            key = index(identity)
            ways = {way for known in identities.identities_of(person_id) for way in known.methods}
            identities.attach(person_id, identity, key)
            changes = linking.link_contracts(person_id, key if identity.opens_contracts else "")
    except Taken:
        tell("proof", "another account's")
        return Response(render_template("proofs/taken.html"), 409, content_type="text/html; charset=utf-8")
    tries.address_was_good()
    tell("contracts", "linked", linked=len(changes.linked), unlinked=len(changes.unlinked))
    home = ACCOUNT if shown.person_id and not changes.linked else HOME
    answer = go_to(enter_proven(person_id, identity, home))
    answer = in_their_language(known_device(answer, person_id, identity.method), people.language_of(person_id))
    is_added = identity.method not in ways and answer.location == ACCOUNT
    return tell_next(answer, "identity-added") if is_added else answer
