"""What staff see of terminals and do with them."""

import json
from dataclasses import dataclass

from data import outbox
from data.database import NotFound, atomic, now
from data.kiosks.enrolling import code_of
from data.kiosks.tables import Kiosk, KioskVisit
from rules.kiosks import Beat, alarms

HOUR = 60 * 60
ORDERS = ("restart",)


@dataclass(frozen=True)
class Shown:
    """A terminal as staff see it: moments in epoch seconds, 0 for never; `wrong` as rules.kiosks.alarms tells."""

    public_id: str
    place: str
    street: str
    state: str
    code: str
    code_until: int
    beat_at: int
    beat: Beat
    wrong: tuple[str, ...]
    is_visited: bool


def all_of_them() -> list[Shown]:
    """Every terminal but the revoked ones, those with an alarm first."""
    shown = [_shown(one) for one in Kiosk.select().where(Kiosk.state != "revoked").order_by(Kiosk.place, Kiosk.id)]
    return sorted(shown, key=lambda one: not one.wrong)


def one(public_id: str) -> Shown:
    """The terminal of this id, revoked ones too. Raises NotFound."""
    found = Kiosk.get_or_none(Kiosk.public_id == public_id)
    if found is None:
        raise NotFound
    return _shown(found)


def _shown(kiosk: Kiosk) -> Shown:
    told = Beat(**json.loads(kiosk.beat))
    wrong = alarms(told, kiosk.beat_at, now()) if kiosk.state == "active" else ()
    visits = (KioskVisit.kiosk == kiosk.id) & KioskVisit.ended_at.is_null()
    return Shown(
        public_id=kiosk.public_id,
        place=kiosk.place,
        street=kiosk.street,
        state=kiosk.state,
        code=code_of(kiosk),
        code_until=kiosk.code_until,
        beat_at=kiosk.beat_at,
        beat=told,
        wrong=wrong,
        is_visited=KioskVisit.select().where(visits).exists(),
    )


def set_state(public_id: str, state: str) -> None:
    """Pause (`paused`), let go on (`active`) or revoke for good (`revoked`): the next request is refused.

    What was never enrolled can only be revoked, and what was revoked stays so. Raises NotFound when it is not there.
    """
    gone = {"secret_hash": None, "code_hash": None, "sealed_code": ""} if state == "revoked" else {}
    from_these = ("waiting", "active", "paused") if state == "revoked" else ("active", "paused")
    fits = (Kiosk.public_id == public_id) & Kiosk.state.in_(from_these)
    if not Kiosk.update(state=state, **gone).where(fits).execute():
        one(public_id)


def set_order(public_id: str, order: str) -> None:
    """What the terminal does after its next beat: one of ORDERS. Raises NotFound when it is not there."""
    fits = (Kiosk.public_id == public_id) & (Kiosk.state == "active")
    if order not in ORDERS or not Kiosk.update(order=order).where(fits).execute():
        one(public_id)


def alarm(staff_mail: str) -> int:
    """Write to staff of each terminal that needs them, at most once an hour. Returns how many letters."""
    moment, letters = now(), 0
    for shown in all_of_them():
        if not {"silent", "paper"} & set(shown.wrong):
            continue
        mine = (Kiosk.public_id == shown.public_id) & (Kiosk.alarmed_at <= moment - HOUR)
        told = {"place": shown.place, "street": shown.street, "wrong": list(shown.wrong), "beat_at": shown.beat_at}
        with atomic():
            if Kiosk.update(alarmed_at=moment).where(mine).execute():
                letter = {"to": staff_mail, "language": "lt", **told}
                outbox.put("kiosk_alarm", f"{shown.public_id} {moment}", letter)
                letters += 1
    return letters
