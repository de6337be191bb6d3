"""The style sheet inside the first page of a visit: a linked one costs a thin line a round trip before the first paint.

Later pages, which bring the cookie with the sheet's version, link the file; fragments carry nothing. The front page
carries it in two pieces and leaves out what it does not need (docs/decisions/first-paint.md).
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import after_this_request, current_app, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from blueprints.cookies import give_cookie
from blueprints.heads import CARRIES

COOKIE, YEAR = "sheet", 365 * 24 * 60 * 60
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
PIECES = re.compile(r"/\* (Below|Elsewhere)\b")  # where the second and the third piece of the file begin


@dataclass(frozen=True)
class Piece:
    """A text for `<style>`, and its name in the content security policy."""

    text: Markup
    source: str


def read_sheet(path: Path) -> dict[str, Piece]:
    """Our own file whole, its top, and what is below that: without comments and empty lines."""
    whole = path.read_text()
    top, below = (one.start() for one in PIECES.finditer(whole))
    return {"whole": _piece(whole), "top": _piece(whole[:top]), "below": _piece(whole[top:below])}


def _piece(sheet: str) -> Piece:
    text = re.sub(r"\n+", "\n", COMMENT.sub("", sheet)).strip()
    if "<" in text:  # it must not be able to end the element that holds it
        raise ValueError("'<' has no place in a style sheet")
    return Piece(Markup(text), f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")  # noqa: S704 - ours


def carries_sheet(version: str) -> bool:
    """Whether this whole page brings the sheet itself: this browser has not been given this version before."""
    if request.cookies.get(COOKIE) == version:
        return False

    @after_this_request
    def remember(response: Response) -> Response:
        give_cookie(response, COOKIE, version, YEAR)
        return response

    return True


def carry(name: str) -> Markup:
    """A piece of the sheet, for a `<style>` of this page: its policy will name it."""
    piece: Piece = current_app.extensions["sheet"][name]
    request.environ[CARRIES] = f"{request.environ.get(CARRIES, '')} {piece.source}"
    return piece.text
