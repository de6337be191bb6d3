"""This device beyond its sessions: a cookie of a year, by which a person's own browsers are told from new ones."""

import re
import secrets

from flask import request
from werkzeug.wrappers import Response

from blueprints.cookies import give_cookie, hashed
from blueprints.kiosk.visiting import visit
from data import identities

COOKIE, YEAR = "device", 365 * 24 * 60 * 60
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def device() -> str:
    """This device as rows know it: the hash of its cookie; '' where nobody has signed in yet."""
    token = request.cookies.get(COOKIE, "")
    return hashed(token) if TOKEN.fullmatch(token) else ""


def known_device(answer: Response, person_id: int, method: str) -> Response:
    """Note that this person has signed in here; a device that is new to them is told of by mail.

    A terminal is nobody's.
    """
    if visit():
        return answer
    token = "" if device() else secrets.token_urlsafe(32)
    identities.notice(person_id, hashed(token) if token else device(), str(request.user_agent), method)
    if token:
        give_cookie(answer, COOKIE, token, YEAR)
    return answer
