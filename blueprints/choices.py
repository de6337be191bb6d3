"""What a visitor chooses for this browser, a cookie each: the language, the colours, the letters, fewer bytes.

Plain links set them and come back to the same page; nothing of it is kept on the server.
"""

from urllib.parse import urlsplit

from flask import abort, current_app, request
from werkzeug.wrappers import Response

from blueprints.cookies import give_cookie
from blueprints.fragments import back_to
from blueprints.looks import LOOKS
from settings import LANGUAGES

YEAR = 365 * 24 * 60 * 60
CHOICES = {"language": tuple(LANGUAGES), **LOOKS}


def choose(name: str, value: str) -> Response:
    """Remember it and go back to the page they came from, as far as it is ours and the browser tells; else to "/".

    What is not offered is a page that is not there.
    """
    if value not in CHOICES.get(name, ()):
        abort(404)
    base_url = current_app.config["SETTINGS"].base_url
    return remember(back_to(came_from(request.headers.get("Referer", ""), base_url)), name, value)


def remember(answer: Response, name: str, value: str) -> Response:
    """Have this browser bring the choice from now on."""
    give_cookie(answer, name, value, YEAR)
    return answer


def came_from(referer: str, base_url: str) -> str:
    """The path (and query) of a page of ours, or "/". What a browser could read as another host is never given back."""
    if not referer.startswith(f"{base_url}/") or not referer.isascii() or not referer.isprintable() or " " in referer:
        return "/"
    path = referer.removeprefix(base_url)
    if path.startswith(("//", "/\\", "/language/", "/display/")) or "\\" in path:
        return "/"
    parts = urlsplit(path)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
