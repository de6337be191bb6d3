"""Only our own pages may post: Sec-Fetch-Site, Origin, and a masked token in every form (security.md §7)."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from flask import abort, current_app, request
from flask_login import current_user

from blueprints.cookies import browser

SIZE = 16
View = TypeVar("View", bound=Callable[..., object])


def signed_callback(view: View) -> View:
    """Marks a view that outside parties post to: a signature in the message decides there, not our token."""
    view.is_signed_callback = True  # type: ignore[attr-defined]
    return view


def _expected() -> bytes:
    key: str = current_app.secret_key  # type: ignore[assignment]
    return hmac.digest(key.encode(), b"csrf" + browser().token.encode(), sha256)[:SIZE]


def csrf() -> str:
    """This browser's token, masked anew each time so that compression tells nothing."""
    browser().name()
    pad = secrets.token_bytes(SIZE)
    return urlsafe_b64encode(pad + bytes(a ^ b for a, b in zip(pad, _expected(), strict=True))).decode()


def _fits(masked: str) -> bool:
    try:
        both = urlsafe_b64decode(masked.encode("ascii"))
    except ValueError:
        return False
    if len(both) != 2 * SIZE:
        return False
    return hmac.compare_digest(bytes(a ^ b for a, b in zip(both[:SIZE], both[SIZE:], strict=True)), _expected())


def refuse_foreign_posts() -> None:
    """Before each request: 403 for a post that did not come from a form of ours in this browser."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "is_signed_callback", False):
        return
    if getattr(view, "access", "") == "staff" and not getattr(getattr(current_user, "person", None), "is_staff", False):
        return  # the view answers them as any page that is not there
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    if site is not None and site not in ("same-origin", "none"):
        abort(403)
    if site is None and origin not in ("null", current_app.config["SETTINGS"].base_url):
        abort(403)
    if not browser().token:
        abort(403, "no cookies")
    if not _fits(request.form.get("csrf", "")):
        abort(403)
