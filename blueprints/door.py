"""What happens before every page: a connection, a language, what may not come in, and who it is that comes."""

from collections.abc import Callable

from flask import Flask, abort, current_app, request
from flask_login import LoginManager
from werkzeug.wrappers import Response

from blueprints.access import SignedIn, View
from blueprints.cookies import hashed
from blueprints.csrf import refuse_foreign_posts
from blueprints.kiosk.turning import turn_away
from blueprints.language import choose_language
from blueprints.signs import refuse_unwritable_signs
from data import people
from data.database import connect


class Door(LoginManager):  # type: ignore[misc]
    """Flask-Login without its session protection: it hashes the address each time, and telephones change theirs."""

    def _session_protection_failed(self) -> bool:
        return False


def install(app: Flask) -> None:
    """Open the door. Not by init_app, which would look for a "remember me" cookie after each request: we have none."""
    door = Door()
    app.login_manager = door  # type: ignore[attr-defined]
    door.user_loader(signed_in_with)
    app.before_request(enter)


def signed_in_with(token: str) -> SignedIn | None:
    """Who carries this token, or None."""
    visitor = people.visitor(hashed(token))
    return SignedIn(visitor, token) if visitor else None


def takes(most: int) -> Callable[[View], View]:
    """Marks a view that takes more than forms have: so many bytes, and not one more."""

    def mark(view: View) -> View:
        view.takes = most  # type: ignore[attr-defined]
        return view

    return mark


def enter() -> Response | None:
    """One function for all that comes first: Flask takes as long to call one as most of these take to run."""
    connect()
    choose_language()
    if request.method == "OPTIONS":  # the list of methods would tell that a page exists which hides itself
        abort(404)
    most = getattr(current_app.view_functions.get(request.endpoint or ""), "takes", 0)
    if most:  # before anything reads the form: later is too late
        request.max_content_length = most
    refuse_unwritable_signs()
    refuse_foreign_posts()
    return turn_away()
