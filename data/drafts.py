"""What was typed and sent, kept until the journey ends: a lost line, tab or session loses nothing."""

import json
from dataclasses import dataclass, field
from typing import Any

import peewee

from data.database import Model, atomic, now, row
from rules.problem import Problem

CURRENT = """SELECT id, owner, journey, subject, answers, typed, problems, result FROM draft
WHERE owner = ? AND journey = ? AND subject = ? AND result = '' ORDER BY touched_at DESC, id LIMIT 1"""
BY_ID = "SELECT id, owner, journey, subject, answers, typed, problems, result FROM draft WHERE id = ?"

REMEMBER = """INSERT INTO draft (id, owner, journey, subject, answers, typed, problems, result, touched_at)
VALUES (?, ?, ?, ?, ?, ?, ?, '', ?) ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, typed = excluded.typed,
 problems = excluded.problems, touched_at = excluded.touched_at WHERE draft.owner = excluded.owner RETURNING id"""
FINISH = "UPDATE draft SET result = ?, touched_at = ? WHERE id = ? RETURNING id"


class DraftRow(Model):
    """One resident's way through one journey. Its id, made before it is sent, is the idempotency key of the end."""

    id = peewee.TextField(primary_key=True)
    owner = peewee.TextField()
    journey = peewee.TextField()
    subject = peewee.TextField(default="")
    answers = peewee.TextField(default="{}")
    typed = peewee.TextField(default="{}")
    problems = peewee.TextField(default="{}")
    result = peewee.TextField(default="")
    touched_at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "draft"
        indexes = ((("owner", "journey", "subject"), False),)


@dataclass
class Draft:
    """A draft. `answers` by step name; `typed` and `problems` only after a refused plain POST; `result` a path."""

    id: str
    owner: str
    journey: str
    subject: str = ""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    result: str = ""


def _draft(found: tuple[Any, ...]) -> Draft:
    key, owner, journey, subject, answers, typed, problems, result = found
    return Draft(key, owner, journey, subject, json.loads(answers), json.loads(typed), _problems(problems), result)


def _problems(kept: str) -> dict[str, Problem]:
    return {field: Problem(text, **values) for field, (text, values) in json.loads(kept).items()}


def current(owner: str, journey: str, subject: str = "") -> Draft | None:
    """The latest unfinished draft of this owner in this journey about this subject."""
    found = row(CURRENT, owner, journey, subject)
    return _draft(found) if found else None


def by_id(draft_id: str, owner: str, journey: str, subject: str = "") -> Draft | None:
    """The draft a form names, finished or not, if it is this owner's and of this journey and subject."""
    found = row(BY_ID, draft_id)
    draft = _draft(found) if found else None
    return draft if draft and (draft.owner, draft.journey, draft.subject) == (owner, journey, subject) else None


def is_foreign(draft_id: str, owner: str, journey: str, subject: str = "") -> bool:
    """Whether this id names a draft of somebody else, or one in another journey or about another subject."""
    return row(BY_ID, draft_id) is not None and by_id(draft_id, owner, journey, subject) is None


def remember(draft: Draft) -> None:
    """Write the draft as it is now, new or known."""
    problems = {field: (problem.text, dict(problem.values)) for field, problem in draft.problems.items()}
    kept = (json.dumps(part, ensure_ascii=False) for part in (draft.answers, draft.typed, problems))
    row(REMEMBER, draft.id, draft.owner, draft.journey, draft.subject, *kept, now())


def taken(owner: str, journey: str) -> Draft | None:
    """The unfinished draft of this owner in this journey, which is no longer kept."""
    found = current(owner, journey)
    if found:
        DraftRow.delete().where(DraftRow.id == found.id).execute()
    return found


def finish(draft_id: str, result: str) -> None:
    """The journey has ended: a repeated POST of this draft lands on `result`, a path of ours."""
    row(FINISH, result, now(), draft_id)


def forget_old(before: int) -> int:
    """Delete drafts that nobody has touched since this moment (epoch seconds). Returns how many."""
    deleted: int = DraftRow.delete().where(DraftRow.touched_at < before).execute()
    return deleted


def forget_of(owner: str) -> None:
    """Delete all that this owner has begun and not sent."""
    DraftRow.delete().where(DraftRow.owner == owner).execute()


def move(browser: str, person: str) -> None:
    """After sign-in what the browser had begun belongs to the person. Both are owner keys.

    Where the person was already in the middle of the same journey, the browser's last typed values join that draft.
    """
    with atomic():
        begun = (
            DraftRow.select().where((DraftRow.owner == browser) & (DraftRow.result == "")).order_by(DraftRow.touched_at)
        )
        for found in begun:
            own = current(person, found.journey, found.subject)
            if own:
                own.answers |= json.loads(found.answers)
                own.typed, own.problems = json.loads(found.typed), _problems(found.problems)
                remember(own)
                found.delete_instance()
        DraftRow.update(owner=person).where(DraftRow.owner == browser).execute()
