"""The browser's one cookie: a random token. Signed in, it is a session row's token; before, it only owns drafts."""

import hashlib
import re
import secrets
from typing import Any, cast

from flask import Flask, Request, Response, current_app, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.http import dump_cookie
from werkzeug.wrappers import Response as Answer

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


class Browser(dict[str, Any], SessionMixin):
    """Flask's session, holding nothing but Flask-Login's key: the token itself. No signature can be stolen with it."""

    came_with = ""
    is_silent = False  # this answer sets no cookie: it is no page, or one that the browser keeps

    @property
    def token(self) -> str:
        return str(self.get("_user_id", ""))

    def name(self) -> str:
        """The browser's token, made now if it has none yet (a form is about to be shown)."""
        if not self.token:
            self["_user_id"] = secrets.token_urlsafe(32)
        return self.token


def browser() -> Browser:
    """The browser that asks."""
    return cast(Browser, session)


class TokenCookie(SessionInterface):
    """Reads and writes the cookie. Each page sets it again, so that Back after sign-out shows nothing (UX.md §5)."""

    def __init__(self, secure: bool) -> None:
        self.name = "__Host-session" if secure else "session"
        self.attributes = f"; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"

    def open_session(self, app: Flask, request: Request) -> Browser:
        token = request.cookies.get(self.name, "")
        browser = Browser({"_user_id": token} if TOKEN.fullmatch(token) else {})
        browser.came_with = token
        return browser

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        token = session.get("_user_id")
        if getattr(session, "is_silent", False):
            return
        if token:
            response.headers.add("Set-Cookie", f"{self.name}={token}{self.attributes}")
        elif getattr(session, "came_with", ""):
            response.headers.add("Set-Cookie", f"{self.name}=; Max-Age=0{self.attributes}")


def give_cookie(answer: Answer, name: str, value: str, lasts: int) -> None:
    """Have the browser keep a small thing beside its token, for so many seconds; no script can read it."""
    secure = current_app.config["SETTINGS"].secure
    cookie = dump_cookie(name, value, lasts, secure=secure, httponly=True, samesite="Lax", sync_expires=False)
    answer.headers.add("Set-Cookie", cookie)  # without the date that says the same again


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
