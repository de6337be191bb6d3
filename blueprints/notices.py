"""A sentence that the next page says once: "your account is ready". A short-lived cookie holds its code."""

import re
from collections.abc import Callable

from flask import g, request
from werkzeug.wrappers import Response

from blueprints.cookies import give_cookie
from rendering import N_

TEXTS = {
    "kept": N_("Sign in again. What you sent is kept"),
    "phone": N_("Sign in as you did at the terminal, and you will go on where it stood"),
    "held": N_("What you sent is kept"),
    "account-made": N_("Your account is ready"),
    "confirmed": N_("Your account is ready. Sign in with your password"),
    "letter-sent": N_("We have sent the e-mail again"),
    "signed-out": N_("You have signed out"),
    "password-set": N_("The password is changed. Sign in with the new one"),
    "password-made": N_("The password is set. From now on you can sign in by e-mail too"),
    "email-changed": N_("The e-mail address is confirmed"),
    "identity-added": N_("Added. From now on you can sign in this way too"),
    "browser-forgotten": N_("That browser is no longer known"),
    "password-changed": N_("The password is changed. Your other devices are signed out"),
    "declared-already": N_("These readings are declared already. Here is their receipt"),
    "link-restored": N_("The contract is among your services again"),
    "contract-passed": N_("This contract is not in your name now"),
    "saved": N_("Saved"),
    "session-ended": N_("That device is signed out"),
}
LASTS = 30  # seconds; long enough for a thin line
COOKIE = re.compile(r"([a-z-]+)@(/[a-z0-9/-]*)", re.ASCII)


def tell_next(response: Response, code: str) -> Response:
    """Have the page that this redirect leads to say it; other pages keep silent."""
    give_cookie(response, "notice", f"{code}@{response.location}", LASTS)
    return response


def say_next(code: str, lead_on: Callable[[], Response]) -> Response:
    """The same where the next page may come in this very answer, as a fragment."""
    g.notice = code
    response = lead_on()
    return tell_next(response, code) if response.location else response


def notice() -> str:
    """The text to say on this page, or ''. What a form sent to this page answers with is the next page."""
    if "notice" in g:
        return TEXTS[g.notice]
    if request.method == "POST":
        return ""
    found = COOKIE.fullmatch(request.cookies.get("notice", ""))
    return TEXTS.get(found[1], "") if found and found[2] == request.path else ""
