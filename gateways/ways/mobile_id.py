"""Mobile-ID: a question to the phone of whoever typed its number and their personal code."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from gateways import mobile_id
from gateways.mobile_id import Request, Service, Session
from gateways.ways.shape import Kept
from rules.identity import Identity, Refusal

WAIT = 1500  # milliseconds of each question how it stands


@dataclass(frozen=True)
class MobileIdWay:
    service: Service

    def ask_for(self, phone: str, code: str, language: str, text: str) -> Kept:
        """What to keep of an attempt that is to begin: its verification code is known before any call is made."""
        return asdict(mobile_id.request(phone, code, language, text))

    def code(self, asked: Kept) -> str:
        """The verification code that the phone will show too, four digits."""
        return mobile_id.verification_code(Request(**asked.get("request", asked)))

    def begin(self, _attempt: str, asked: Kept) -> Kept:
        """`asked` comes from `ask_for`."""
        session = mobile_id.open_session(self.service, Request(**asked))
        return {"request": dict(asked), "session": asdict(session)}

    def brought(self, _kept: Kept, _query: Mapping[str, str]) -> Kept:
        """Nothing is ever brought: the phone alone answers."""
        return {}

    def answer(self, kept: Kept, _returned: Kept, moment: datetime) -> Identity | Refusal | None:
        """Nothing is brought back by the browser: the phone is asked alone."""
        session = Session(**kept["session"])
        answer = mobile_id.ask(self.service, session, WAIT)
        return None if answer is None else mobile_id.verify(self.service, session, answer, moment)
