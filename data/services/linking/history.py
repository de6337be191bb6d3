"""Which contracts strong identity linked, when and why, and what may be done about it."""

from dataclasses import dataclass
from typing import Any

from data.database import owned_by, row, rows
from data.services.tables import Service

# The service is the one on the person's page, else the last that was taken from it.
EVENTS = """SELECT e.what, e.reason, e.before, e.at, p.name, a.payer_code, coalesce(s.nickname, ''),
 coalesce(s.public_id, ''),
 CASE WHEN e.id = (SELECT max(l.id) FROM link_event l WHERE l.person_id = e.person_id AND l.account_id = e.account_id)
  THEN 1 ELSE 0 END,
 CASE WHEN s.level = 2 AND s.removed_at = 0 THEN 1 ELSE 0 END,
 CASE WHEN p.is_connected AND NOT p.is_closed
  AND EXISTS (SELECT 1 FROM identity i WHERE i.person_id = e.person_id AND i.code_index = a.holder_index)
  THEN 1 ELSE 0 END
FROM link_event e JOIN account a ON a.id = e.account_id JOIN provider p ON p.id = a.provider_id
LEFT JOIN service s ON s.id = (SELECT o.id FROM service o WHERE o.person_id = e.person_id AND o.account_id = a.id
 ORDER BY CASE WHEN o.removed_at = 0 THEN 0 ELSE 1 END, o.removed_at DESC, o.id DESC LIMIT 1)
WHERE e.person_id = ?"""
HISTORY = f"{EVENTS} ORDER BY e.id DESC LIMIT 200"
LATEST = f"{EVENTS} AND e.account_id = ? ORDER BY e.id DESC LIMIT 1"


@dataclass(frozen=True)
class Event:
    """One line of the history. `what` and `reason` are codes: linked (holder), unlinked (holder_changed), undone
    (unwanted, removed), restored (holder, brought_back). `was_there`: the person had the service without the link too.
    `service` is the public id that undo and restore want, `name` the person's own name for it.
    """

    what: str
    reason: str
    was_there: bool
    at: int
    provider: str
    payer_code: str
    name: str
    service: str
    may_undo: bool
    may_restore: bool


def history(person_id: int) -> tuple[Event, ...]:
    """What strong identity did to the person's services, the newest first; one statement."""
    return tuple(_event(line) for line in rows(HISTORY, person_id))


def latest(person_id: int, public_id: str) -> Event | None:
    """What was done last to the link of this service; None where there never was one. Raises NotFound."""
    found = row(LATEST, person_id, owned_by(person_id, Service, public_id).__data__["account"])
    return _event(found) if found else None


def _event(line: tuple[Any, ...]) -> Event:
    what, reason, before, at, provider, payer_code, name, service, is_latest, is_strong, is_holder = line
    return Event(
        what=what,
        reason=reason,
        was_there=before is not None,
        at=at,
        provider=provider,
        payer_code=payer_code,
        name=name,
        service=service,
        may_undo=bool(is_latest and is_strong),
        may_restore=bool(is_latest and what == "undone" and is_holder),
    )
