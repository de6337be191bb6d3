"""Which language a page speaks: the visitor's choice, else Lithuanian. Switching comes back to the same page."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from blueprints.access import anyone
from blueprints.choices import choose, remember
from rendering import language
from settings import LANGUAGES

blueprint = Blueprint("language", __name__)


def choose_language() -> None:
    """Before each request: the cookie's language if we have it."""
    wish = request.cookies.get("language", "lt")
    language.set(wish if wish in LANGUAGES else "lt")


@blueprint.get("/language/<code>")
@anyone
def switch_language(code: str) -> Response:
    return choose("language", code)


def remember_language(answer: Response, code: str) -> Response:
    """Have this browser see pages in the language from now on."""
    return remember(answer, "language", code)


def in_their_language(answer: Response, code: str) -> Response:
    """After signing in: the language of the person's account, unless this browser has chosen one."""
    return answer if "language" in request.cookies else remember_language(answer, code)
