"""Slips to be printed at a terminal: left by a page, fetched by the terminal's program, once and at once."""

from dataclasses import dataclass

from data.database import NotFound, now, row
from data.kiosks.tables import KioskJob

LASTS = 2 * 60  # seconds
TAKE = """UPDATE kiosk_job SET taken_at = ? WHERE public_id = ? AND taken_at = 0 AND created_at > ?
 AND visit_id IN (SELECT id FROM kiosk_visit WHERE kiosk_id = ? AND ended_at IS NULL)
RETURNING person_id, number, language"""


@dataclass(frozen=True)
class Job:
    """Whose slip it is, of which receipt, in what language. `number` as in KioskJob."""

    person_id: int
    number: str
    language: str


def leave_job(visit_id: int, person_id: int, number: str, language: str) -> str:
    """A slip that this visit wants printed. Returns its public id."""
    made = KioskJob.create(visit=visit_id, person=person_id, number=number, language=language)
    return str(made.public_id)


def number_of(public_id: str, visit_id: int) -> str:
    """What a slip of this visit is of. Raises NotFound."""
    found = KioskJob.get_or_none((KioskJob.public_id == public_id) & (KioskJob.visit == visit_id))
    if found is None:
        raise NotFound
    return str(found.number)


def take_job(public_id: str, kiosk_id: int) -> Job | None:
    """Hand a slip to its own terminal: once, within two minutes, while the visit goes on. Else None."""
    found = row(TAKE, now(), public_id, now() - LASTS, kiosk_id)
    return Job(*found) if found else None
