"""When something cannot be done: a whole page in the site's look, plain words, the help line, nothing of the inside."""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException

from blueprints.fragments import context
from blueprints.kiosk.visiting import COOKIE
from data.database import NotFound, new_id
from logs import log
from rendering import N_

# status → heading, what it means, what to do
TEXTS = {
    400: (N_("The request could not be understood"), N_("Go back and send the form once more.")),
    403: (
        N_("This page has expired"),
        N_("Go back, open the page anew and send the form once more. What you sent before is kept."),
    ),
    404: (
        N_("There is no such page"),
        N_("Check the address. If you followed a link from an old e-mail, the page may no longer be there."),
    ),
    413: (N_("That was too much at once"), N_("Send a shorter text.")),
    429: (N_("Too many tries"), N_("Try again later. Nothing that you sent before is lost.")),
    500: (
        N_("Something broke on our side"),
        N_("What you sent before is kept. Try again in a few minutes."),
    ),
    503: (
        N_("The site is busy"),
        N_("What you sent before is kept. Try again in a minute."),
    ),
}
NO_COOKIES = (
    N_("Your browser takes no cookies"),
    N_("Without them you cannot sign in or send a form. Here is how to allow them:"),
)


def install(app: Flask) -> None:
    """Give every refusal its page."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(NotFound, show_missing)


def show_missing(_missing: NotFound) -> tuple[str, int]:
    """What is not there and what is somebody else's: the same page."""
    heading, advice = TEXTS[404]
    return render_template("errors/error.html", heading=heading, advice=advice), 404


def show_error(error: HTTPException) -> Any:
    """The page of a status; answers that an error only carries (a redirect of the router) pass."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    code = 404 if error.code == 405 else error.code  # "not with this method" would tell that the page exists
    known = code if code in TEXTS else 400 if code < 500 else 500
    cookieless = error.description == "no cookies"
    heading, advice = NO_COOKIES if cookieless else TEXTS[known]
    facts: dict[str, Any] = {"heading": heading, "advice": advice, "cookieless": cookieless}
    facts["host"] = current_app.config["SETTINGS"].host  # never the one that was asked for
    kept = [(name, value) for name, value in error.get_headers() if name == "Retry-After"]
    if code < 500:
        return render_template("errors/error.html", **facts), code, kept
    # Whatever broke may be what knows who is signed in: this page asks nobody.
    facts["number"] = g.setdefault("request_id", new_id()[:8])
    log.error("fault", status=code, route=str(request.url_rule), request=facts["number"])
    if COOKIE in request.cookies:
        facts["layout"] = "layouts/kiosk.html"
    page = current_app.jinja_env.get_template("errors/error.html").render(context() | facts)
    return page, code, kept
