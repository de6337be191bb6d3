"""A form of one page that is no journey: what was typed and what was wrong live through the 303 (UX.md §5)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from blueprints.access import View, owner
from blueprints.events import tell
from blueprints.fragments import back_to, wants_fragment
from data import drafts
from data.database import new_id, now
from data.drafts import Draft
from rules.problem import Problem

OF_INTEREST = 120  # seconds
STAYS = 600  # seconds for which what was typed stands in the form again
LONGEST = 300  # signs of a field that is kept
Problems = Mapping[str, Problem]


def ask(name: str, template: str, **facts: Any) -> str:
    """GET: the page, with what the last refused try left; after a while its problems are no longer of interest."""
    draft = drafts.current(owner(), name)
    if draft is None:
        return render_template(template, **facts)
    values = draft.typed if now() - draft.typed.get("at", 0) < STAYS else {}  # the next person at a shared computer
    return render_template(template, values=values, problems=still_of_interest(draft), **facts)


def still_of_interest(draft: Draft) -> Problems:
    """What was wrong with the last try; nothing once two minutes have passed."""
    return draft.problems if now() - draft.typed.get("at", 0) < OF_INTEREST else {}


def keep(name: str, typed: Mapping[str, str], problems: Problems | None = None) -> None:
    """Remember what was typed (never a password or a code), and what was wrong with it."""
    draft = drafts.current(owner(), name) or Draft(new_id(), owner(), name)
    draft.typed = {**typed, "at": now()}
    draft.problems = dict(problems or {})
    drafts.remember(draft)


def kept_as(name: str, field: str) -> Callable[[View], View]:
    """Under @freshly_proven: this field of the form stands in it again when they have proven who they are."""

    def hold() -> bool:
        keep(name, {field: request.form.get(field, "")[:LONGEST]})
        return True

    def mark(view: View) -> View:
        view.hold = hold  # type: ignore[attr-defined]
        return view

    return mark


def refuse(name: str, template: str, path: str, typed: Mapping[str, str], problems: Problems, **facts: Any) -> Response:
    """POST with problems. Plain: 303 to the GET, so that Back never asks to resend; htmx: 422 with the page."""
    if not wants_fragment():
        keep(name, typed, problems)
        return back_to(path)
    return answer(422, template, typed, problems, **facts)


def answer(status: int, template: str, typed: Mapping[str, str], problems: Problems, **facts: Any) -> Response:
    """The page itself with another status: 429 and 503 must be seen as such, and say when to come back."""
    page = render_template(template, values=typed, problems=problems, **facts)
    return Response(page, status=status, content_type="text/html; charset=utf-8")


def later(status: int, seconds: int, template: str, typed: Mapping[str, str], field: str, **facts: Any) -> Response:
    """Too many tries (429), or too much at once (503): what was typed stays, and Retry-After is set."""
    texts = {429: Problem("Too many tries. Try again later"), 503: Problem("The site is busy. Try again in a minute")}
    tell("asked_to_wait", str(status))
    response = answer(status, template, typed, {field: texts[status]}, **facts)
    response.headers["Retry-After"] = str(seconds)
    return response
