"""Printing a receipt at a terminal: the page leaves a job, the terminal's own program fetches and prints it."""

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints.access import by_terminal, in_visit, person
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.kiosk.slips import slip
from blueprints.kiosk.turning import FIRST
from blueprints.kiosk.visiting import AGENT, terminal, visit
from blueprints.steps import one_valued
from data import kiosks
from data.database import is_id
from rendering import language

PRINTER = f"{AGENT}/print"
blueprint = Blueprint("kiosk_printing", __name__)


@blueprint.post("/kiosk/print")
@in_visit
def leave_job() -> Answer:
    """`number` is a receipt's, or the id of a payment that is still open."""
    number, at, who = one_valued(request.form).get("number", ""), visit(), person()
    if at is None or who is None or not at.has_agent:
        return go_to(FIRST)
    slip(who.id, number)  # what is not theirs is a page that is not there
    return go_to(f"/kiosk/print/{kiosks.leave_job(at.id, who.id, number, language.get())}")


@blueprint.get("/kiosk/print/<job>")
@in_visit
def show_printing(job: str) -> Answer:
    """On to the program at once; it comes back to the receipt with `printed=ok`, `paper`, `printer` or `late`.

    It answers only whom a page of ours has led there, so this page names its origin.
    """
    at = visit()
    number = kiosks.number_of(job, at.id if at else 0)
    back = f"/pay/{number}" if is_id(number) else f"/receipts/{number}"
    page = render_template("kiosk/printing.html", away=f"0; url={PRINTER}/{job}?back={back}", back=back)
    return Response(page, headers={"Referrer-Policy": "origin"})


@blueprint.get("/kiosk/jobs/<job>")
@by_terminal
def give_job(job: str) -> Answer:
    """What to print, to the terminal of that visit and once. A late one, a used one and another's look the same."""
    asks = terminal()
    found = kiosks.take_job(job, asks.id) if asks and is_id(job) else None
    if found is None:
        abort(404)
    language.set(found.language)
    tell("kiosk", "prints")
    return jsonify(slip(found.person_id, found.number))
