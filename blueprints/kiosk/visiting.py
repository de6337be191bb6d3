"""Whether a request comes from a visit at a terminal, or from a terminal's own program: decided here alone."""

import re

from flask import g, request

from blueprints import bearer
from blueprints.cookies import hashed
from data import kiosks
from data.kiosks import Terminal, Visit

COOKIE = "visit"
AGENT = "http://127.0.0.1:8010"  # where the terminal's own program listens
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def visit() -> Visit | None:
    """The visit that this request belongs to and that goes on."""
    found = known_visit()
    return found if found and not found.is_over else None


def known_visit() -> Visit | None:
    """The same, going on or over. Looked up once a request, and only where the cookie is."""
    if "visit" not in g:
        token = request.cookies.get(COOKIE, "")
        g.visit = None  # where looking it up fails, the page that says so does not look again
        g.visit = kiosks.visit(hashed(token)) if TOKEN.fullmatch(token) else None
    found: Visit | None = g.visit
    return found


def forget_visit() -> None:
    """It has just ended: for the rest of this request there is none."""
    g.visit = None


def terminal() -> Terminal | None:
    """The terminal whose program asks, by the secret it carries; None for everybody else."""
    secret = bearer.carried()
    return kiosks.terminal(hashed(secret)) if TOKEN.fullmatch(secret) else None
