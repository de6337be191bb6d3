"""What a program carries to say who it is: a token in the header `Authorization: Bearer …` (RFC 6750)."""

from flask import request
from werkzeug.wrappers import Response


def carried() -> str:
    """The token that the program of this request carries; '' where it carries none."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" else ""


def unknown() -> Response:
    """The answer to whoever carries none, or one that is not known."""
    return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
