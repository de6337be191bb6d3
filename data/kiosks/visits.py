"""Visits: begun by a ticket, kept alive by touches, ended by a button, by idleness or by going on elsewhere."""

import json
from dataclasses import dataclass

from data import drafts, people
from data.database import NotFound, atomic, now, row
from data.kiosks import sayings
from data.kiosks.tables import Kiosk, KioskHandOff, KioskJob, KioskTicket, KioskVisit
from data.people import Session
from rules.kiosks import LONGEST, TICKET_LASTS, is_over

BY_TOKEN = """SELECT visit.id, kiosk.id, kiosk.place, kiosk.street, kiosk.state, kiosk.beat, visit.has_agent,
 visit.is_calm, visit.began_at, visit.seen_at, visit.ended_at
FROM kiosk_visit visit JOIN kiosk ON kiosk.id = visit.kiosk_id WHERE visit.token_hash = ?"""
NOTICE_AFTER = 10  # seconds: a touch is written at most this often


@dataclass(frozen=True)
class Visit:
    """A visit that goes on, or that is over; `left` is how many seconds it may still last."""

    id: int
    kiosk_id: int
    place: str
    street: str
    has_agent: bool
    has_headphones: bool
    is_calm: bool
    left: int
    is_over: bool


def ticket(kiosk_id: int, token_hash: str, has_agent: bool = True) -> None:
    """Leave a ticket for one visit, good for a minute. Whatever visit this terminal still had is over."""
    with atomic():
        for left in KioskVisit.select().where((KioskVisit.kiosk == kiosk_id) & KioskVisit.ended_at.is_null()):
            _end(left, "next")
        KioskTicket.delete().where(KioskTicket.kiosk == kiosk_id).execute()
        KioskTicket.create(kiosk=kiosk_id, token_hash=token_hash, has_agent=has_agent, expires_at=now() + TICKET_LASTS)


def ticket_of(public_id: str, token_hash: str) -> None:
    """A ticket that staff use in their own browser. Raises NotFound for a terminal that does not work."""
    found = Kiosk.get_or_none((Kiosk.public_id == public_id) & (Kiosk.state == "active"))
    if found is None:
        raise NotFound
    ticket(found.id, token_hash, has_agent=False)


def begin(ticket_hash: str, token_hash: str, browser: str) -> bool:
    """Turn a ticket into a visit of this browser. False for a ticket that is none, too old, or used already."""
    with atomic():
        found = KioskTicket.get_or_none(KioskTicket.token_hash == ticket_hash)
        if not found or not KioskTicket.delete().where(KioskTicket.id == found.id).execute():
            return False
        is_open = found.expires_at > now() and found.kiosk.state == "active"
        if is_open:
            made = {"kiosk": found.kiosk, "token_hash": token_hash, "browser": browser}
            KioskVisit.create(**made, has_agent=found.has_agent)
        return bool(is_open)


def visit(token_hash: str) -> Visit | None:
    """The visit of this token (its SHA-256), going on or over; None when there never was one."""
    found = row(BY_TOKEN, token_hash)
    if found is None:
        return None
    key, kiosk, place, street, state, beat, has_agent, is_calm, began_at, seen_at, ended_at = found
    over = ended_at is not None or state != "active" or is_over(began_at, seen_at, bool(is_calm), now())
    has_headphones, left = bool(json.loads(beat).get("headphones")), max(0, began_at + LONGEST - now())
    return Visit(key, kiosk, place, street, bool(has_agent), has_headphones, bool(is_calm), left, over)


def seen(visit_id: int, is_calm: bool) -> None:
    """Somebody is there: written at most every ten seconds, and when they choose to be calm or no longer so."""
    moment = now()
    news = (KioskVisit.seen_at <= moment - NOTICE_AFTER) | (KioskVisit.is_calm != is_calm)
    KioskVisit.update(seen_at=moment, is_calm=is_calm).where((KioskVisit.id == visit_id) & news).execute()


def follow(before: str, after: str) -> None:
    """The browser has another token now (both are hashes): the visit is still its own."""
    KioskVisit.update(browser=after).where((KioskVisit.browser == before) & KioskVisit.ended_at.is_null()).execute()


def end(visit_id: int, by: str) -> None:
    """End a visit: whoever signed in is signed out, and what was begun and not sent is gone. Twice is as once.

    `by` is `button`, `idle`, `phone` (who went on there has taken it all along), `next` or `sweep`. Whoever walks away
    with a code for the telephone finds what they typed there, for as long as the code is good.
    """
    with atomic():
        found = KioskVisit.get_or_none((KioskVisit.id == visit_id) & KioskVisit.ended_at.is_null())
        if found:
            _end(found, by)


def _end(visit: KioskVisit, by: str) -> None:
    KioskVisit.update(ended_at=now(), ended_by=by).where(KioskVisit.id == visit.id).execute()
    session = Session.get_or_none(Session.token_hash == visit.browser)
    drafts.forget_of(f"b:{visit.browser}")
    KioskJob.delete().where(KioskJob.visit == visit.id).execute()
    offers = KioskHandOff.visit == visit.id
    if by == "button":
        KioskHandOff.delete().where(offers).execute()
    waits = KioskHandOff.select().where(offers & (KioskHandOff.state == "waiting")).exists()
    if by != "phone" and not waits and session and session.person.role == "guest":
        drafts.forget_of(f"p:{session.person_id}")
    people.end_session(visit.browser)
    sayings.forget(visit.id)


def end_idle() -> int:
    """End the visits that nobody attends to any more. Returns how many."""
    going_on = list(KioskVisit.select().where(KioskVisit.ended_at.is_null()))
    over = [one for one in going_on if is_over(one.began_at, one.seen_at, one.is_calm, now())]
    for one in over:
        end(one.id, "sweep")
    return len(over)


def forget_old(before: int) -> int:
    """Delete visits that ended before this moment (epoch seconds), and old tickets. Returns how many visits."""
    KioskTicket.delete().where(KioskTicket.expires_at < now() - LONGEST).execute()
    deleted: int = KioskVisit.delete().where(KioskVisit.ended_at < before).execute()
    return deleted
