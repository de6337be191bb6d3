"""A visit's own pages: how it begins, its first page, the question whether anybody is there, and its end."""

import secrets

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints.access import anyone, in_visit
from blueprints.choices import came_from
from blueprints.cookies import hashed
from blueprints.entering import browser_key, end_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.kiosk.turning import FIRST, is_open, not_a_terminal
from blueprints.kiosk.visiting import AGENT, COOKIE, forget_visit, known_visit, visit
from blueprints.proofs import ways
from data import kiosks

DONE = f"0; url={AGENT}/done"
CHOSEN = ("language", "theme", "text", "lean", "calm", "sound", "notice")  # cookies that a visit may have left
blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk/start")
@anyone
def start() -> Answer:
    """The terminal's program opens the browser here. A ticket is worth one visit; who comes without is told so.

    Nobody is signed in when a visit begins: staff who try one in their own browser are no longer.
    """
    end_session()
    token = secrets.token_urlsafe(32)
    if not kiosks.begin(hashed(request.args.get("ticket", "")), hashed(token), browser_key()):
        return not_a_terminal()
    answer = go_to("/kiosk")
    secure = current_app.config["SETTINGS"].secure
    answer.set_cookie(COOKIE, token, secure=secure, httponly=True, samesite="Lax")
    tell("visit", "begun")
    return answer


@blueprint.get("/kiosk")
@in_visit
def show_first() -> str:
    return render_template("kiosk/first.html", ways=ways.strong())


@blueprint.get("/kiosk/awake")
@in_visit
def stay_awake() -> Answer:
    """Somebody touches the screen; that they came here was noted at the door."""
    return Response(status=204)


@blueprint.get("/kiosk/still-there")
@in_visit
def show_question() -> str:
    """Without script: is anybody there? The page leads to the end by itself, or back to where they were."""
    before = came_from(request.headers.get("Referer", ""), current_app.config["SETTINGS"].base_url)
    seconds = 60 if getattr(visit(), "is_calm", False) else 30
    return render_template(
        "kiosk/still_there.html", seconds=seconds, before=before if is_open(before.partition("?")[0]) else FIRST
    )


@blueprint.get("/kiosk/end")
@anyone
def end() -> Answer:
    """Wipe what the browser holds, and hand it back to the terminal's program, which wipes the rest."""
    found = known_visit()
    by = "idle" if request.args.get("by") == "idle" or (found and found.is_over) else "button"
    if found:
        kiosks.end(found.id, by)
        tell("visit", "ended", by=by)
    elif COOKIE not in request.cookies:
        return not_a_terminal()
    end_session()
    forget_visit()
    answer = Response(render_template("kiosk/end.html", done=DONE if found is None or found.has_agent else ""))
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    for name in (COOKIE, *CHOSEN):
        answer.delete_cookie(name)
    return answer
