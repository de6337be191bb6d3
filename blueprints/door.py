"""What happens before every page: a connection, a language, what may not come in, and who it is that comes."""

from flask import Flask, abort, request
from flask_login import LoginManager
from werkzeug.wrappers import Response

from blueprints.access import SignedIn
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


def enter() -> Response | None:
    """One function for all that comes first: Flask takes as long to call one as most of these take to run."""
    connect()
    choose_language()
    if request.method == "OPTIONS":  # the list of methods would tell that a page exists which hides itself
        abort(404)
    refuse_unwritable_signs()
    refuse_foreign_posts()
    return turn_away()
