"""A request as the phone shows it."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox import mobile_id, smart_id
from sandbox.asked import Asked, House, Person, people
from sandbox.asked.faults import FAULTS, SERVICES
from sandbox.phone.words import told

VILNIUS = ZoneInfo("Europe/Vilnius")
CHOICE = "confirmationMessageAndVerificationCodeChoice"


@dataclass(frozen=True)
class Screen:
    """`code` is shown for comparing, `codes` are to choose among. `state`: unopened, waiting, answered or expired."""

    asked: Asked
    service: str
    party: str
    text: str
    code: str
    codes: tuple[str, ...]
    person: Person | None
    at: str
    state: str
    outcome: str
    back: str


def screen(house: House, asked: Asked) -> Screen:
    """What to show of a request now."""
    text, code, codes = _smart_id(asked) if asked.service == "smart-id" else _mobile_id(asked)
    returns = asked.opened in ("Web2App", "App2App") and asked.result == "OK"
    return Screen(
        asked=asked,
        service=SERVICES[asked.service],
        party=asked.sent["relyingPartyName"],
        text=text,
        code=code,
        codes=codes,
        person=people.of_id(asked.service, asked.person),
        at=datetime.fromtimestamp(asked.made_at, UTC).astimezone(VILNIUS).strftime("%H:%M:%S"),
        state=_state(house, asked),
        outcome=told(asked.result) + (f"; {FAULTS[asked.fault][0]}" if asked.fault else ""),
        back=smart_id.wire.callback_url(asked) if returns else "",
    )


def _state(house: House, asked: Asked) -> str:
    if asked.ready_at is not None:
        return "answered"
    if time.time() > asked.made_at + house.terms.lasts:
        return "expired"
    return "waiting" if asked.opened or asked.flow != "device-link" else "unopened"


def _smart_id(asked: Asked) -> tuple[str, str, tuple[str, ...]]:
    first = smart_id.wire.interactions_of(asked)[0]
    text = first.get("displayText60") or first.get("displayText200", "")
    if asked.flow == "device-link":
        return text, "", ()
    challenge = smart_id.wire.challenge_of(asked)
    if first["type"] == CHOICE:
        return text, "", tuple(smart_id.wire.codes_to_choose(challenge))
    return text, smart_id.wire.verification_code(challenge), ()


def _mobile_id(asked: Asked) -> tuple[str, str, tuple[str, ...]]:
    return mobile_id.wire.shown(asked), mobile_id.wire.verification_code(mobile_id.wire.hash_of(asked)), ()
