"""The style sheet inside the first page of a visit: a linked one costs a thin line a round trip before the first paint.

UX.md §9: later pages, which bring the cookie with the sheet's version, link the file; fragments carry nothing.
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

COOKIE, YEAR = "sheet", 365 * 24 * 60 * 60
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """The text for `<style>`, and its name in the content security policy."""

    text: Markup
    source: str


def read_sheet(path: Path) -> Sheet:
    """Our own file, without comments and empty lines; it must not be able to end the element that holds it."""
    text = re.sub(r"\n+", "\n", COMMENT.sub("", path.read_text())).strip()
    if "<" in text:
        raise ValueError(f"{path}: '<' has no place in a style sheet")
    return Sheet(Markup(text), f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")  # noqa: S704 - ours


def first_sheet(version: str) -> Markup | None:
    """The sheet for this whole page, or None when this browser has been given this version before."""
    if request.cookies.get(COOKIE) == version:
        return None

    @after_this_request
    def remember(response: Response) -> Response:
        give_cookie(response, COOKIE, version, YEAR)
        return response

    text: Markup = current_app.extensions["sheet"].text
    return text
