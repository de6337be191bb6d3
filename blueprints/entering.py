"""The one place where a session begins and where it ends."""

import secrets

from flask import current_app, g, request
from werkzeug.exceptions import HTTPException

from blueprints.access import person
from blueprints.cookies import browser, hashed
from blueprints.events import tell
from data import drafts, guests, people
from data.database import atomic

HOME = "/services"


def browser_key() -> str:
    """This browser as rows know it: the hash of its token."""
    return hashed(browser().name())


def start_session(person_id: int, method: str) -> str:
    """Sign this browser in: a new token; what it or its guest had begun becomes the person's. Returns where to go.

    The old token is worth nothing afterwards, so nobody can have planted it (security.md §2, session fixation).
    """
    before, token, guest = browser_key(), secrets.token_urlsafe(32), person()
    with atomic():
        people.end_session(before)
        people.begin_session(person_id, hashed(token), method, request.remote_addr or "", str(request.user_agent))
        going = drafts.taken(f"b:{before}", "sign-in")
        drafts.move(f"b:{before}", f"p:{person_id}")
        if guest and guest.is_guest:
            drafts.move(f"p:{guest.id}", f"p:{person_id}")
            guests.join(guest.id, person_id)
    g.pop("visitor", None)
    here = browser()
    here.clear()
    here["_user_id"] = token
    tell("signed_in", method, person_id=person_id)
    return _ours(going.answers.get("going", {}).get("path", "")) if going else HOME


def end_session() -> None:
    """Sign this browser out: the row goes, and the cookie with it."""
    people.end_session(hashed(browser().token))
    g.pop("visitor", None)
    browser().clear()


def _ours(path: str) -> str:
    """Where they were going when they were asked to sign in, if a page still answers there."""
    try:
        current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
    except HTTPException:
        return HOME
    return path
