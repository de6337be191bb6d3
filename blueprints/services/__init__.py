"""My services, and the pages of one of them; adding one is in adding.py."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import address, person, signed_in
from blueprints.fragments import asked, go_to
from blueprints.proofs import ways
from blueprints.services.adding import WALK, forget_refusal
from blueprints.services.names import KINDS
from blueprints.steps import Walk, kept_for, save_step, show_step
from data import readings, services
from data.database import NotFound
from data.drafts import Draft
from data.services import Mine, linking
from rules.journey import Form
from rules.services.facts import Own
from rules.services.steps import NAME, PROVE, masked

blueprint = Blueprint("services", __name__)


@blueprint.get("/services")
@signed_in
def show_services() -> str:
    """Mine and other people's, each meter with its last reading and what is due; and what came or went by itself."""
    who = person()
    mine, tasks, news = services.of(who.id), readings.tasks(who.id), linking.news(who.id)
    return render_template(
        "services/services.html",
        mine=[one for one in mine if one.whose == "mine"],
        others=[one for one in mine if one.whose == "other"],
        many_due=sum(task.state == "due" for task in tasks) > 1,
        tasks={one.public_id: [task for task in tasks if task.service_id == one.public_id] for one in mine},
        kinds=KINDS,
        removed=_gone(who.id, "removed"),
        undone=_gone(who.id, "undone"),
        news=news,
        ways=[] if news.is_known else ways.strong(),
    )


def _gone(person_id: int, how: str) -> Mine | None:
    """The service that was just taken away, to be brought back by one press."""
    if how not in request.args:
        return None
    try:
        one = services.one(person_id, request.args[how])
    except NotFound:
        return None
    return one if one.is_removed else None


@blueprint.get("/services/add")
@signed_in
def enter() -> Response:
    return go_to("/services/add/provider")


@blueprint.get("/services/add/<step>")
@signed_in
def show_adding(step: str) -> Response | str:
    if asked():
        forget_refusal()
    return show_step(WALK, step)


@blueprint.post("/services/add/<step>")
@signed_in
@kept_for(WALK)
def save_adding(step: str) -> Response:
    return save_step(WALK, step)


@blueprint.get("/services/<subject>")
@signed_in
def show_service(subject: str) -> str:
    return render_template("services/service.html", back="/services", **_told(subject))


@blueprint.get("/services/<subject>/added")
@signed_in
def show_added(subject: str) -> str:
    return render_template("services/added.html", **_told(subject))


def _told(subject: str) -> dict[str, Any]:
    """What the pages of one service say: nothing of the holder unless the meter's number was given, and the whole name
    only to the holder, who has proven so in this session."""
    who = person()
    one = services.one(who.id, subject)
    return {
        "service": one,
        "kind": KINDS[one.kind],
        "holder": one.holder if one.level == services.STRONG and who.proven_at else masked(one.holder),
        "link": linking.latest(who.id, one.public_id),
        "ways": [] if who.proven_at else ways.strong(),
        "tasks": [task for task in readings.tasks(who.id) if task.service_id == one.public_id],
        "bills": services.bills(who.id, one.public_id),
    }


@blueprint.post("/services/<subject>/remove")
@signed_in
def remove_service(subject: str) -> Response:
    services.remove(person().id, subject)
    return go_to(f"/services?removed={subject}")


@blueprint.post("/services/<subject>/restore")
@signed_in
def restore_service(subject: str) -> Response:
    services.restore(person().id, subject)
    return go_to("/services")


def _gather(draft: Draft, form: Form | None) -> Own:
    one = services.one(person().id, draft.subject)
    if draft.journey == NAME.name:
        draft.answers.setdefault("name", {"nickname": one.nickname})
    number = (form or {}).get("meter_number", "")
    found = services.fits(person().id, address(), draft.subject, number) if number.strip() else ""
    return Own(draft.answers, one.provider, found)


def _rename(draft: Draft, facts: Own) -> str:
    services.rename(person().id, draft.subject, facts.answers["name"]["nickname"])
    return f"/services/{draft.subject}"


def _prove(draft: Draft, facts: Own) -> str:
    services.prove(person().id, draft.subject, facts.answers["proof"]["meter_number"])
    return f"/services/{draft.subject}"


def _path(step: str, subject: str) -> str:
    return f"/services/{subject}/{step}"


def _page(subject: str) -> str:
    return f"/services/{subject}"


WALKS = {
    "name": Walk(NAME, "services", _path, _page, _gather, _rename),
    "proof": Walk(PROVE, "services", _path, _page, _gather, _prove),
}


@blueprint.get("/services/<subject>/<step>")
@signed_in
def show_question(subject: str, step: str) -> Response | str:
    return show_step(WALKS.get(step) or abort(404), step, subject)


@blueprint.post("/services/<subject>/<step>")
@signed_in
def save_question(subject: str, step: str) -> Response:
    return save_step(WALKS.get(step) or abort(404), step, subject)
