"""Help: questions and answers, telephone, how to use the site, and reporting an error."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import address, anyone, owner, person
from blueprints.choices import came_from
from blueprints.film import CHAPTERS, facts
from blueprints.keepable import keepable
from blueprints.steps import Refused, Walk, save_step, show_step
from data import help as questions
from data import limits, reports
from data.drafts import Draft
from rendering import language
from rules.journey import Form, Step
from rules.problem import Problem
from rules.reports import JOURNEY
from rules.search import LONGEST_QUERY

HOUR = 60 * 60
A_BROWSER, AN_ADDRESS, ALL = 5, 20, 500  # reports an hour
blueprint = Blueprint("help", __name__)


@dataclass(frozen=True)
class Facts:
    """The answers by step name."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


@blueprint.get("/help")
@anyone
@keepable
def show_questions() -> str:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = questions.search(language.get(), query) if query else []
    return render_template(
        "help/questions.html",
        query=query,
        found=found,
        topics=questions.topics(language.get()),
        topic=request.args.get("topic"),
    )


@blueprint.get("/help/contact")
@anyone
@keepable
def show_contact() -> str:
    return render_template("help/contact.html")


@blueprint.get("/help/video")
@anyone
@keepable
def show_video() -> str:
    return render_template("help/video.html", chapters=CHAPTERS, **facts())


@blueprint.get("/help/accessibility")
@anyone
@keepable
def show_accessibility() -> str:
    return render_template("help/accessibility.html")


@blueprint.get("/help/report")
@anyone
def show_report() -> Response | str:
    return show_step(WALK, "report")


@blueprint.post("/help/report")
@anyone
def save_report() -> Response:
    return save_step(WALK, "report")


@blueprint.get("/help/report/sent")
@anyone
def show_sent() -> str:
    return render_template("help/sent.html")


def _gather(draft: Draft, _form: Form | None) -> Facts:
    return Facts(draft.answers)


def _context(draft: Draft, _facts: Facts, _step: Step) -> dict[str, Any]:
    """The page they came from, kept through a refused try."""
    typed = draft.typed.get("form", {}).get("page")
    referer = request.headers.get("Referer", "")
    return {"page": typed or came_from(referer, current_app.config["SETTINGS"].base_url)}


def _finish(draft: Draft, facts: Facts) -> str:
    """Keep the report and write to staff; too many an hour wait, with their text kept."""
    free = (
        limits.take("report", owner(), A_BROWSER, HOUR)
        and limits.take("report", address(), AN_ADDRESS, HOUR)
        and limits.take("report", "all", ALL, HOUR)
    )
    if not free:
        raise Refused("report", {"message": Problem("Too many tries. Try again later")})
    who, told = person(), facts.answers["report"]
    staff_mail = current_app.config["SETTINGS"].staff_mail
    reports.send(draft.id, told["message"], told["page"], who.email if who else "", language.get(), staff_mail)
    return "/help/report/sent"


WALK = Walk(
    journey=JOURNEY,
    folder="help",
    path=lambda _step, _subject: "/help/report",
    start=lambda _subject: "/help",
    gather=_gather,
    finish=_finish,
    context=_context,
)
