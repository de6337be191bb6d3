"""The one place where a session begins and where it ends."""

import secrets

from flask import current_app, g, request
from werkzeug.exceptions import HTTPException

from blueprints.access import person
from blueprints.cookies import browser, hashed
from blueprints.events import tell
from blueprints.kiosk.visiting import visit
from data import attempts, drafts, guests, kiosks, people, sealing
from data.database import atomic, now
from data.drafts import Draft
from rules.identity import Identity

HOME = "/services"


def browser_key() -> str:
    """This browser as rows know it: the hash of its token."""
    return hashed(browser().name())


def enter_proven(person_id: int, identity: Identity, otherwise: str = HOME) -> str:
    """Sign in whoever has just proven who they are. Returns where to go."""
    provider = f"{sealing.blind(identity.subject)} {sealing.blind(identity.session)}".strip()
    return start_session(person_id, identity.method, identity.method, provider, otherwise)


def start_session(person_id: int, method: str, proof: str = "", provider: str = "", otherwise: str = HOME) -> str:
    """Sign this browser in, or once more: a new token; what it or its guest had begun becomes the person's.

    `proof` names what was proven just now, '' for nothing; `provider` what an OpenID provider calls person and session.
    The old token is worth nothing afterwards, so nobody can have planted it (security.md §2, session fixation).
    Returns where to go: where they were going, or `otherwise`.
    """
    before, token, guest = browser_key(), secrets.token_urlsafe(32), person()
    where = request.remote_addr or "", str(request.user_agent)
    with atomic():
        people.end_session(before)
        people.begin_session(person_id, hashed(token), method, *where, proof, provider)
        attempts.follow(before, hashed(token))
        if visit():
            kiosks.follow(before, hashed(token))
        going = drafts.taken(f"b:{before}", "sign-in")
        drafts.move(f"b:{before}", f"p:{person_id}")
        if guest and guest.is_guest:
            drafts.move(f"p:{guest.id}", f"p:{person_id}")
            guests.join(guest.id, person_id)
    _forget_who()
    here = browser()
    here.clear()
    here["_user_id"] = token
    tell("signed_in", method, person_id=person_id)
    return _ours(going, otherwise) if going else otherwise


def start_again(person_id: int, otherwise: str) -> str:
    """Somebody who was signed in has typed their password again: a new session of theirs, freshly proven (accounts.md
    7.2.4). Returns where to go."""
    where = start_session(person_id, "email", otherwise=otherwise)
    people.password_typed(hashed(browser().token))
    return where


def going_on(otherwise: str) -> str:
    """Where to go for whoever need not prove anything after all."""
    going = drafts.taken(f"b:{browser_key()}", "sign-in")
    return _ours(going, otherwise) if going else otherwise


def is_going() -> bool:
    """Whether they are on their way to a page that wants a proof first."""
    going = drafts.current(f"b:{browser_key()}", "sign-in")
    return going is not None and _path(going) != ""


def end_session() -> None:
    """Sign this browser out: the row goes, and the cookie with it."""
    people.end_session(hashed(browser().token))
    _forget_who()
    browser().clear()


def _forget_who() -> None:
    """What is left of this very request is no longer asked by who came."""
    g.pop("visitor", None)
    g.pop("_login_user", None)  # Flask-Login's own note


def _path(going: Draft) -> str:
    kept = going.answers.get("going", {})
    is_late = 0 < kept.get("until", 0) <= now()
    return "" if is_late else str(kept.get("path", ""))


def _ours(going: Draft, otherwise: str) -> str:
    """Where they were going when they were asked to sign in, if a page still answers there."""
    path = _path(going)
    if not path:
        return otherwise
    try:
        current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
    except HTTPException:
        return otherwise
    return path
