"""The journey "Pridėti naują paslaugą": provider → code → meter of an open provider → check."""

from typing import Any

from flask import request

from blueprints.access import address, owner, person
from blueprints.fragments import asked
from blueprints.pictures import WHERE
from blueprints.proofs import ways
from blueprints.services.names import KINDS
from blueprints.steps import Refused, Walk
from data import drafts, identities, services
from data.database import NotFound
from data.drafts import Draft
from rules.identifiers import payer_code
from rules.journey import Form, Step
from rules.search import LONGEST_QUERY, has_all
from rules.services.facts import Facts, Found, Provider
from rules.services.steps import ADD, OF_CODE
from rules.zones import zone_of

MOST_RADIOS = 15


def _gather(draft: Draft, form: Form | None) -> Facts:
    named = (form or {}).get("provider") or draft.answers.get("provider", {}).get("provider", "")
    provider = services.provider(named) if named else None
    if provider is None:
        draft.answers.clear()
        return Facts(draft.answers)
    successor = services.provider(provider.successor) if provider.is_closed else None
    return Facts(draft.answers, provider, successor, _found(provider, form or {}))


def _found(provider: Provider, form: Form) -> Found:
    """Only a code of the right shape is looked up, and only when it was just sent."""
    code = payer_code(form.get("payer_code", ""), provider.shape.letters)
    return services.look_up(person().id, address(), provider, code) if provider.shape.fits(code) else ""


def _finish(draft: Draft, facts: Facts) -> str:
    answers = facts.answers
    assert facts.provider
    try:
        added = services.add(
            person().id, draft.id, facts.provider.code, meter=answers.get("meter"), **_code(answers["code"])
        )
    except NotFound:
        raise Refused("code", {"payer_code": OF_CODE["unknown"]}) from None
    return f"/services/{added}/added"


def _code(answer: Any) -> dict[str, str]:
    return {"code": answer["payer_code"], "whose": answer["whose"], "nickname": answer["nickname"]}


def _context(draft: Draft, facts: Facts, step: Step) -> dict[str, Any]:
    if step.name != "provider":
        told: dict[str, Any] = {"provider": facts.provider, "kinds": KINDS}
        if step.name == "meter" and facts.provider:
            shown = zone_of(facts.provider.kind, facts.provider.unit, "")
            told |= {"shown": shown, "where": WHERE[shown]}
        return told
    sought = asked() or draft.typed.get("form", {})
    query, kind = sought.get("q", "").strip()[:LONGEST_QUERY], sought.get("kind", "")
    chosen = draft.answers.get("provider", {}).get("provider", "")
    found = _wanted(query, kind, chosen)
    is_nothing = not found
    found = found or _wanted("", "", chosen)
    return {
        "query": query,
        "kind": kind if kind in KINDS else "",
        "looks": "look" in sought,
        "start": max(request.args.get("from", 0, type=int), 0),
        "kinds": KINDS,
        "is_nothing": is_nothing,
        "found": [one for one in found if not one.is_closed],
        "closed": [one for one in found if one.is_closed],
        "is_long": len(found) > MOST_RADIOS,
        "ways": [] if identities.indexes_of(person().id) else ways.strong(),
    }


def _wanted(query: str, kind: str, chosen: str) -> list[Provider]:
    """Those asked for: by words, else by kind, else the most used; with the one chosen before, and who took over."""
    everybody = services.providers()
    if query:
        found = [one for one in everybody if has_all(query, one.search)]
    elif kind in KINDS:
        found = [one for one in everybody if one.kind == kind]
    else:
        found = [one for one in everybody if one.popular or one.code == chosen]
    successors = {one.successor for one in found if one.is_closed}
    return found + [one for one in everybody if one.code in successors and one not in found]


def forget_refusal() -> None:
    """Looking further is no mistake: what was refused before is not said again beside what is found."""
    draft = drafts.current(owner(), ADD.name)
    if draft and draft.typed:
        draft.typed, draft.problems = {}, {}
        drafts.remember(draft)


WALK = Walk(
    journey=ADD,
    folder="services",
    path=lambda step, _subject: f"/services/add/{step}",
    start=lambda _subject: "/services",
    gather=_gather,
    finish=_finish,
    context=_context,
)
