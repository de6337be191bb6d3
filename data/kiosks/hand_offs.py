"""Visits that go on on a telephone: offered on the screen by a code, taken once, within ten minutes."""

from dataclasses import dataclass
from typing import Any

from data import drafts, services
from data.database import atomic, new_id, now, row
from data.kiosks.tables import KioskHandOff, KioskVisit
from data.kiosks.visits import end
from data.sealing import blind
from rules.hand_offs import LASTS, TRIES, ends_one, spelled
from rules.services.steps import ADD

TRY = """UPDATE kiosk_hand_off SET tries = tries + 1 WHERE id = ? AND state = 'waiting' AND tries < ?
RETURNING tries"""


@dataclass(frozen=True)
class HandOff:
    """A visit that is offered to a telephone: whose it is, and at which page of ours it stands."""

    id: int
    visit_id: int
    person_id: int
    is_guest: bool
    path: str
    language: str
    is_waiting: bool
    code: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The payer codes of a guest's visit, also one that has only been typed so far."""
        if not self.is_guest:
            return ()
        begun = drafts.current(_owner(self.person_id), ADD.name)
        typed = begun.answers.get("code", {}).get("payer_code", "") if begun else ""
        return (*(one.payer_code for one in services.of(self.person_id)), *filter(None, (typed,)))


def offer(visit_id: int, person_id: int, path: str, language: str) -> None:
    """Offer the visit to a telephone, which will go on at this page; what was offered before is worth nothing."""
    nonce = new_id()
    facts = {"visit": visit_id, "person": person_id, "path": path, "language": language}
    with atomic():
        KioskHandOff.delete().where(KioskHandOff.visit == visit_id).execute()
        KioskHandOff.create(nonce=nonce, code_hash=blind(_code(nonce)), expires_at=now() + LASTS, **facts)


def offered(visit_id: int) -> HandOff | None:
    """What this visit has offered last, taken or worth nothing though it may be by now."""
    found = KioskHandOff.get_or_none(KioskHandOff.visit == visit_id)
    return _shown(found) if found else None


def hand_off(code: str, browser: str) -> HandOff | None:
    """The visit that this code offers; None for a code that is none, was used, or is too old.

    The browser that has gone on (the hash of its token) still finds it: its form may come twice.
    """
    fits = _waiting() | ((KioskHandOff.state == "taken") & (KioskHandOff.taker == browser))
    found = KioskHandOff.get_or_none((KioskHandOff.code_hash == blind(code)) & fits) if code else None
    return _shown(found) if found else None


def fits(found: HandOff, typed: str) -> bool:
    """Whether somebody knows how the payer code ends. Five wrong tries, and the code is worth nothing."""
    counted = row(TRY, found.id, TRIES)
    if counted is None:
        return False
    if ends_one(typed, found.codes):
        return True
    if counted[0] >= TRIES:
        KioskHandOff.update(state="ended").where(KioskHandOff.id == found.id).execute()
    return False


def take(found: HandOff, browser: str) -> bool:
    """Go on elsewhere, once: the visit at the terminal is over. False when somebody was faster, or it is too late."""
    with atomic():
        taking = KioskHandOff.update(state="taken", taker=browser).where((KioskHandOff.id == found.id) & _waiting())
        if not taking.execute():
            return False
        end(found.visit_id, "phone")
        return True


def forget_offers() -> int:
    """Delete offers of visits that are over; what a guest had typed waits no longer than the code. Returns how many."""
    over = KioskVisit.ended_at.is_null(False) & ~_waiting()
    left = list(KioskHandOff.select().join(KioskVisit).where(over))
    for one in left:
        with atomic():
            if one.state != "taken" and one.person.role == "guest":
                drafts.forget_of(_owner(one.person_id))
            one.delete_instance()
    return len(left)


def _shown(found: KioskHandOff) -> HandOff:
    return HandOff(
        id=found.id,
        visit_id=found.visit_id,
        person_id=found.person_id,
        is_guest=found.person.role == "guest",
        path=found.path,
        language=found.language,
        is_waiting=found.state == "waiting" and found.expires_at > now(),
        code=_code(found.nonce),
    )


def _waiting() -> Any:
    return (KioskHandOff.state == "waiting") & (KioskHandOff.expires_at > now())


def _code(nonce: str) -> str:
    return spelled(blind(f"hand-off {nonce}"))


def _owner(person_id: int) -> str:
    return f"p:{person_id}"
