"""What the page of services has to tell: which contracts came by themselves, and which went to somebody else."""

from dataclasses import dataclass, field
from typing import Any

from data.database import now, rows
from data.services.tables import LinkEvent

WEEK = 7 * 24 * 60 * 60
# The person's own acts are no news to them: the latest event of a contract has to be ours.
NEWS = """SELECT CASE WHEN EXISTS (SELECT 1 FROM identity i WHERE i.person_id = person.id) THEN 1 ELSE 0 END,
 e.what, e.before, p.name, a.payer_code, coalesce(s.public_id, '')
FROM person
LEFT JOIN link_event e ON e.person_id = person.id AND e.seen_at = 0
 AND (e.what = 'unlinked' OR (e.what = 'linked' AND e.at >= ?))
 AND NOT EXISTS (SELECT 1 FROM link_event l
  WHERE l.person_id = e.person_id AND l.account_id = e.account_id AND l.id > e.id)
LEFT JOIN account a ON a.id = e.account_id
LEFT JOIN provider p ON p.id = a.provider_id
LEFT JOIN service s ON s.person_id = e.person_id AND s.account_id = a.id AND s.removed_at = 0
WHERE person.id = ? ORDER BY e.id"""


@dataclass(frozen=True)
class Change:
    """A contract that came or went. `service` is '' for one that is not on the page any more; `was_there`: the person
    had the service without the link too."""

    provider: str
    payer_code: str
    service: str
    was_there: bool


@dataclass(frozen=True)
class News:
    """`is_known`: whether the person has ever proven who they are. `linked` by the service's public id."""

    is_known: bool
    linked: dict[str, Change] = field(default_factory=dict)
    unlinked: tuple[Change, ...] = ()


def news(person_id: int) -> News:
    """What was linked within a week and what was taken away, unless the person has said that they saw it.

    One statement, for a hot page. That a contract went is told however long ago: nothing else on the page shows it.
    """
    found = rows(NEWS, now() - WEEK, person_id)
    changes = [(line[1], _change(line)) for line in found if line[1]]
    return News(
        is_known=any(line[0] for line in found),
        linked={one.service: one for what, one in changes if what == "linked" and one.service},
        unlinked=tuple(one for what, one in changes if what == "unlinked"),
    )


def _change(line: tuple[Any, ...]) -> Change:
    _, _, before, provider, payer_code, service = line
    return Change(provider, payer_code, service, before is not None)


def seen(person_id: int) -> None:
    """The person has been told all that there is to tell."""
    mine = (LinkEvent.person == person_id) & (LinkEvent.seen_at == 0)
    LinkEvent.update(seen_at=now()).where(mine).execute()
