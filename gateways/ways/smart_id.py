"""Smart-ID: a link or a QR code for whoever follows it, or a question to the phone of somebody we know."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from gateways import smart_id
from gateways.smart_id import Callback, Service, Session
from gateways.ways.shape import Kept, Parked
from rules.identity import Identity, Refusal

WAIT = 1500  # milliseconds of each question how it stands


@dataclass(frozen=True)
class SmartIdWay:
    """`callback` is the address of the page to which the app brings the browser back; the attempt's id is added."""

    service: Service
    callback: str

    def begin(self, attempt: str, asked: Kept) -> Kept:
        """`asked`: `text` for the phone, and `document` for a push to it."""
        if asked.get("document"):
            request = smart_id.push_request(self.service, asked["text"], document=asked["document"])
        else:
            url = f"{self.callback}/{attempt}?value={secrets.token_urlsafe(24)}"
            request = smart_id.device_link_request(self.service, asked["text"], url)
        return {"session": asdict(smart_id.open_session(self.service, request))}

    def answer(self, kept: Kept, returned: Kept, moment: datetime) -> Identity | Refusal | Parked | None:
        """An answer by Web2App is checked together with what the browser brings, and kept until then (§9)."""
        session = Session(**kept["session"])
        answer = kept.get("answer") or smart_id.ask(self.service, session, WAIT)
        if answer is None:
            return None
        if smart_id.needs_callback(answer) and not returned:
            return Parked({**kept, "answer": answer})
        callback = Callback(**returned) if returned else None
        return smart_id.verify(self.service, session, answer, callback, moment)

    def brought(self, kept: Kept, query: Mapping[str, str]) -> Kept:
        """What an opened address carries, if the app of this very session made it; else nothing."""
        callback = smart_id.read_callback(query)
        fits = callback and "session" in kept and smart_id.callback_fits(Session(**kept["session"]), callback)
        return asdict(callback) if callback and fits else {}

    def link(self, kept: Kept, kind: str, seconds: int) -> str:
        """The link to follow ("Web2App") or to scan ("QR", which is made anew each second since the session began)."""
        return smart_id.device_link(self.service, Session(**kept["session"]), kind, seconds)  # type: ignore[arg-type]

    def code(self, kept: Kept) -> str:
        """The verification code of a push, four digits."""
        return smart_id.verification_code(Session(**kept["session"]))
