"""Errors that people reported."""

from dataclasses import dataclass

import peewee

from data import outbox
from data.database import Model, NotFound, atomic, new_id, now


class Report(Model):
    """What somebody wrote, from which page, and whether staff have dealt with it."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    message = peewee.TextField()
    page = peewee.TextField(default="")
    contact = peewee.TextField(default="")
    language = peewee.TextField(default="lt")
    created_at = peewee.BigIntegerField(default=now)
    done_at = peewee.BigIntegerField(null=True)


@dataclass(frozen=True)
class Told:
    """A report as staff read it; `contact` is who sent it, if they were signed in; times are epoch seconds."""

    public_id: str
    message: str
    page: str
    contact: str
    language: str
    created_at: int


def send(key: str, message: str, page: str, contact: str, language: str, staff_mail: str) -> None:
    """Keep a report and write to staff, both or neither. The same key again (a repeated POST) changes nothing."""
    with atomic():
        fresh = Report.insert(
            public_id=new_id(), key=key, message=message, page=page, contact=contact, language=language
        ).on_conflict_ignore()
        for report in fresh.returning(Report).execute():
            told = {"message": message, "page": page, "contact": contact, "sent_at": report.created_at}
            outbox.put("error_report", report.public_id, {"to": staff_mail, "language": "lt", **told})


def open_ones() -> list[Told]:
    """What staff have not dealt with, the oldest first."""
    found = Report.select().where(Report.done_at.is_null()).order_by(Report.created_at, Report.id)
    return [Told(r.public_id, r.message, r.page, r.contact, r.language, r.created_at) for r in found]


def close(public_id: str) -> None:
    """Staff have dealt with it. Closing twice keeps the first time. Raises NotFound."""
    report = Report.get_or_none(Report.public_id == public_id)
    if report is None:
        raise NotFound
    Report.update(done_at=now()).where((Report.id == report.id) & Report.done_at.is_null()).execute()
