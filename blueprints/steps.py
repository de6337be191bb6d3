"""Journey ↔ Flask, once, for every journey: show a step, save a step, walk on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import View, address, owner
from blueprints.asking import Problems, still_of_interest
from blueprints.fragments import asked, back_to, go_to, wants_fragment
from blueprints.notices import say_next
from data import drafts, limits
from data.database import atomic, is_id, new_id, now
from data.drafts import Draft
from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem

NOT_KEPT = frozenset({"csrf", "draft", "password"})
MOST_HELD, HELD_AN_HOUR = 4000, 300  # signs of one form, and forms of one address, that wait for a sign-in


class Refused(Exception):
    """`finish` found what no rule could know; the step of that name shows the problems."""

    def __init__(self, step: str, problems: dict[str, Problem]) -> None:
        super().__init__(step)
        self.step, self.problems = step, problems


def nothing_more(_draft: Draft, _facts: Any, _step: Step) -> dict[str, Any]:
    """For templates that need only the facts."""
    return {}


@dataclass(frozen=True)
class Walk:
    """A journey bound to its pages.

    `gather(draft, form)` builds the facts (form is None when a page is only shown); `finish(draft, facts)` does the
    deed inside one transaction and gives the path of the page that tells of it; `path(step, subject)` is a step's URL;
    templates are `<folder>/<step>.html`; `start(subject)` is where Back leads from the first step; `again(result)` is
    the code of what the page at `result` says when the last step comes a second time.
    """

    journey: Journey
    folder: str
    path: Callable[[str, str], str]
    start: Callable[[str], str]
    gather: Callable[[Draft, Form | None], Any]
    finish: Callable[[Draft, Any], str]
    context: Callable[[Draft, Any, Step], dict[str, Any]] = nothing_more
    again: Callable[[str], str] = lambda _result: ""


def kept_for(walk: Walk) -> Callable[[View], View]:
    """Under @signed_in: what a form brings after its session has ended is kept until they have signed in again."""

    def hold(step: str = walk.journey.steps[0].name, subject: str = "") -> bool:
        kept = {field: value for field, value in one_valued(request.form).items() if field not in NOT_KEPT}
        if len(str(kept)) > MOST_HELD or not limits.take("held", address(), HELD_AN_HOUR, 3600):
            return False  # nobody knows who this is: they may not fill our disk
        draft = Draft(new_id(), owner(), walk.journey.name, subject, typed={"step": step, "form": kept})
        drafts.remember(draft)
        return True

    def mark(view: View) -> View:
        view.hold = hold  # type: ignore[attr-defined]
        return view

    return mark


def one_valued(form: Any) -> dict[str, str]:
    """The form with one value a field. A field sent twice is somebody's trick: 400."""
    if any(len(values) > 1 for _, values in form.lists()):
        abort(400)
    return dict(form.items())


def show_step(walk: Walk, name: str, subject: str = "") -> Response | str:
    """GET of a step: the page with what is known, or the step that comes first. Old problems are no longer told."""
    draft = drafts.current(owner(), walk.journey.name, subject)
    draft = draft or Draft(new_id(), owner(), walk.journey.name, subject)
    facts = walk.gather(draft, None)
    step = walk.journey.step(name) or abort(404)
    if not walk.journey.may_visit(name, facts):
        return go_to(walk.path(_present(walk, facts).name, subject))
    refused = draft.typed.get("step") == name
    values = draft.typed["form"] if refused else draft.answers.get(name, {})
    problems = still_of_interest(draft) if refused and not asked() else {}
    return _page(walk, draft, facts, step, values, problems)


def save_step(walk: Walk, name: str, subject: str = "") -> Response:
    """POST of a step: check, remember, and on to the next; the last one finishes, once per draft."""
    form = one_valued(request.form)
    draft = drafts.by_id(form.get("draft", ""), owner(), walk.journey.name, subject)
    if draft and draft.result:
        return _again(walk, draft.result)
    draft = draft or _fresh(walk, form.get("draft", ""), subject)
    facts = walk.gather(draft, form)
    step = walk.journey.step(name) or abort(404)
    if not walk.journey.may_visit(name, facts):
        return _result_of_twin(walk, draft) or go_to(walk.path(_present(walk, facts).name, subject))
    checked: Checked = step.check(form, facts)
    if checked.problems:
        return _result_of_twin(walk, draft) or _refuse(walk, draft, facts, step, form, checked.problems)
    _accept(draft, step, checked.answer)
    facts = walk.gather(draft, None)
    present = walk.journey.present(facts)
    if present is None:
        return _finish(walk, draft, facts, form)
    answer = _result_of_twin(walk, draft)
    if answer is None:
        drafts.remember(draft)
        answer = go_to(walk.path(present.name, subject))
    return answer


def _result_of_twin(walk: Walk, draft: Draft) -> Response | None:
    """Where this very form has led, if it was sent twice at once and the other has ended the journey meanwhile.

    Asked after the facts are gathered: they may already tell what the twin did, which is no mistake of the resident's.
    """
    kept = drafts.by_id(draft.id, draft.owner, draft.journey, draft.subject)
    return _again(walk, kept.result) if kept and kept.result else None


def _again(walk: Walk, result: str) -> Response:
    """A repeated last step lands on what the first one made, and the page says so."""
    code = walk.again(result)
    return say_next(code, lambda: go_to(result)) if code else go_to(result)


def _fresh(walk: Walk, sent: str, subject: str) -> Draft:
    """A new draft under the id that the form brought, unless that is none or already names another draft."""
    mine = owner(), walk.journey.name, subject
    return Draft(sent if is_id(sent) and not drafts.is_foreign(sent, *mine) else new_id(), *mine)


def _present(walk: Walk, facts: Any) -> Step:
    return walk.journey.present(facts) or walk.journey.steps[-1]


def _accept(draft: Draft, step: Step, answer: dict[str, Any]) -> None:
    if draft.answers.get(step.name) != answer:
        for later in step.forgets:
            draft.answers.pop(later, None)
    draft.answers[step.name] = answer
    draft.typed, draft.problems = {}, {}


def _finish(walk: Walk, draft: Draft, facts: Any, form: dict[str, str]) -> Response:
    try:
        with atomic():
            drafts.remember(draft)  # a twin waits here, and then finds the result
            kept = drafts.by_id(draft.id, draft.owner, draft.journey, draft.subject)
            done = kept.result if kept else ""
            result = done or walk.finish(draft, facts)
            drafts.finish(draft.id, result)
    except Refused as refused:
        step = walk.journey.step(refused.step) or abort(404)
        draft.answers.pop(step.name, None)
        return _refuse(walk, draft, facts, step, form, refused.problems)
    return _again(walk, result) if done else go_to(result)


def _refuse(
    walk: Walk, draft: Draft, facts: Any, step: Step, form: dict[str, str], problems: dict[str, Problem]
) -> Response:
    """Keep what was typed. htmx: 422 with the step. Plain: 303 to its GET, so that Back never asks to resend."""
    kept = {field: value for field, value in form.items() if field not in NOT_KEPT}
    draft.typed = {"step": step.name, "form": kept, "at": now()}
    draft.problems = problems
    drafts.remember(draft)
    if not wants_fragment():
        return back_to(walk.path(step.name, draft.subject))
    return Response(
        _page(walk, draft, facts, step, kept, problems), status=422, content_type="text/html; charset=utf-8"
    )


def _page(walk: Walk, draft: Draft, facts: Any, step: Step, values: dict[str, Any], problems: Problems) -> str:
    before = walk.journey.before(step.name, facts)
    return render_template(
        f"{walk.folder}/{step.name}.html",
        action=walk.path(step.name, draft.subject),
        back=walk.path(before.name, draft.subject) if before else walk.start(draft.subject),
        draft=draft.id,
        facts=facts,
        values=values,
        problems=problems,
        **walk.context(draft, facts, step),
    )
