"""What the app checks of a device link before it shows anything."""

import hmac
import time

from sandbox.asked import Asked, House, Person, book
from sandbox.asked.settling import settle
from sandbox.smart_id import wire
from sandbox.smart_id.papers import paper_of


def asked_by(house: House, link: str, oldest: float) -> tuple[Asked | None, str]:
    """The request that a link belongs to and by which kind of link, or None and what is wrong with it.

    `oldest`: for how many seconds a QR link may be shown.
    """
    base, _, query = link.strip().partition("?")
    found = wire.LINK.fullmatch(query)
    if base != house.link_base or not found:
        return None, "this is no device link of ours"
    asked, kind = book.of_token(house.folder, found["token"]), found["kind"]
    if asked is None or time.time() > asked.made_at + house.terms.forgotten_after:
        return None, "no such session"
    if not hmac.compare_digest(
        wire.auth_code(house.scheme, asked, kind, link.strip().rpartition("&authCode=")[0]), found["code"]
    ):
        return None, "authCode does not fit"
    if (kind == "QR") != (found["elapsed"] is not None):
        return None, "elapsedSeconds belongs to QR links, and to them only"
    if kind != "QR" and not asked.sent.get("initialCallbackUrl"):
        return None, "no initialCallbackUrl was sent"
    if kind == "QR" and not -1 <= time.time() - asked.made_at - int(found["elapsed"]) <= oldest:
        return None, "the QR link is too old"
    return asked, kind


def confirm(house: House, asked: Asked, person: Person, kind: str, result: str = "", fault: str = "") -> Asked | None:
    """The phone that opened this kind of link answers. The request as it is then; None when it was answered before."""
    if (result or person.smart_id) == "OK":
        paper_of(house, person, fault or person.fault)  # made now, so that no poll waits for a slow key
    book.note_opened(house.folder, asked.number, kind)
    settled = settle(house, asked, person, result, fault)
    return book.of_number(house.folder, asked.number) if settled else None
