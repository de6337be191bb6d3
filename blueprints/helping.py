"""Declaring for others from a list of codes: a neighbour's, or a librarian's for a whole stairway."""

from typing import Any

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from blueprints import asking, opened
from blueprints.access import address, person, signed_in
from blueprints.checking import check_url
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.opened import Opened
from blueprints.readings import Closed
from blueprints.steps import kept_for, one_valued, save_step, show_step
from data import helping, readings, services
from data.receipts import check_code
from rules.helping import pairs
from rules.problem import Problem
from rules.services.facts import Provider

BASE = "/readings/for-others"
LIST = "helping/list.html"
blueprint = Blueprint("helping", __name__)


@blueprint.get(BASE)
@signed_in
def show_list() -> str:
    return asking.ask("for-others", LIST, **_facts())


@blueprint.post(BASE)
@signed_in
def save_list() -> Response:
    """The meters that were found go on the list; the lines that fit none stay in the box."""
    form = one_valued(request.form)
    typed = {name: form.get(name, "") for name in ("provider", "codes")}
    provider = next((one for one in _providers() if one.code == typed["provider"]), None)
    if provider is None:
        return _refuse(typed, {"provider": Problem("Choose the provider")})
    found, problem = pairs(typed["codes"], provider.shape)
    if problem:
        return _refuse(typed, {"codes": problem})
    looked = helping.take_in(person().id, address(), provider.code, found)
    tell("helper", "list", found=looked.found, missing=len(looked.missing))
    if looked.is_too_often:
        return _refuse(typed, {"codes": Problem("Too many codes were wrong. Try again in an hour")})
    if looked.missing:
        lines = typed["codes"].splitlines()
        typed["codes"] = "\n".join(lines[place - 1] for place in looked.missing)
        return _refuse(typed, {"codes": Problem("No meter fits these lines. Compare them with the bill")})
    asking.keep("for-others", {"provider": provider.code, "codes": ""})
    return go_to(BASE)


def _refuse(typed: dict[str, str], problems: dict[str, Problem]) -> Response:
    return asking.refuse("for-others", LIST, BASE, typed, problems, **_facts())


def _providers() -> tuple[Provider, ...]:
    return tuple(one for one in services.providers() if one.is_connected and one.takes_readings)


def _facts() -> dict[str, Any]:
    listed = [(one, check_url(check_code(one.number)) if one.number else "") for one in helping.sitting(person().id)]
    return {
        "listed": listed,
        "next": next((one for one, url in listed if not url), None),
        "providers": [(one.code, one.name) for one in _providers()],
        "back": "/services",
    }


def _found(subject: str) -> Opened:
    """A meter of the list, looked up once a request."""
    if "helped" not in g:
        one = helping.one(person().id, subject)
        meter = readings.meter_of_nobody(one.meter_id)
        g.helped = Opened(meter, None, helping.readers(one.meter_id), "helper")
    found: Opened = g.helped
    return found


def _done(subject: str, number: str) -> str:
    helping.declared(subject, number)
    return BASE


WALK = opened.walk(BASE, BASE, _found, _done)


@blueprint.get(f"{BASE}/<subject>/<step>")
@signed_in
def show(subject: str, step: str) -> Any:
    return show_step(WALK, step, subject)


@blueprint.post(f"{BASE}/<subject>/<step>")
@signed_in
@kept_for(WALK)
def save(subject: str, step: str) -> Response:
    if step == "lower" and request.form.get("lower") == "typo":
        return go_to(WALK.path("values", subject))
    return save_step(WALK, step, subject)


@blueprint.post(f"{BASE}/<subject>/sum")
@signed_in
def show_sum(subject: str) -> str:
    return opened.shown_sum(_found(subject).meter)


@blueprint.errorhandler(Closed)
def show_closed(closed: Closed) -> str:
    return opened.shown_closed(closed, "helper", BASE)
