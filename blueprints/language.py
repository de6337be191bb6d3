"""Which language a page speaks: the visitor's choice, else Lithuanian."""

from flask import request

from rendering import language
from settings import LANGUAGES


def choose_language() -> None:
    """Before each request: the cookie's language if we have it."""
    wish = request.cookies.get("language", "lt")
    language.set(wish if wish in LANGUAGES else "lt")
