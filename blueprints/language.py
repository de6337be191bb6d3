"""Which language a page speaks: the visitor's choice, else Lithuanian. Switching comes back to the same page."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, request
from werkzeug.wrappers import Response

from blueprints.access import anyone
from blueprints.cookies import give_cookie
from blueprints.fragments import go_to
from rendering import language
from settings import LANGUAGES

YEAR = 365 * 24 * 60 * 60
blueprint = Blueprint("language", __name__)


def choose_language() -> None:
    """Before each request: the cookie's language if we have it."""
    wish = request.cookies.get("language", "lt")
    language.set(wish if wish in LANGUAGES else "lt")


@blueprint.get("/language/<code>")
@anyone
def switch_language(code: str) -> Response:
    """Back to the page they came from, as far as it is ours and the browser tells; else to the first page."""
    if code not in LANGUAGES:
        abort(404)
    base_url = current_app.config["SETTINGS"].base_url
    return remember_language(go_to(came_from(request.headers.get("Referer", ""), base_url)), code)


def remember_language(answer: Response, code: str) -> Response:
    """Have this browser see pages in the language from now on."""
    give_cookie(answer, "language", code, YEAR)
    return answer


def in_their_language(answer: Response, code: str) -> Response:
    """After signing in: the language of the person's account, unless this browser has chosen one."""
    return answer if "language" in request.cookies else remember_language(answer, code)


def came_from(referer: str, base_url: str) -> str:
    """The path (and query) of a page of ours, or "/". What a browser could read as another host is never given back."""
    if not referer.startswith(f"{base_url}/") or not referer.isascii() or not referer.isprintable() or " " in referer:
        return "/"
    path = referer.removeprefix(base_url)
    if path.startswith(("//", "/\\", "/language/")) or "\\" in path:
        return "/"
    parts = urlsplit(path)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
