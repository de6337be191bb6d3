"""What the service tells of a session (mobile-id.md §4), right or wrong as the fault wants it."""

import secrets
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

from sandbox.asked import Asked, House, Person, book, people
from sandbox.mobile_id import wire
from sandbox.mobile_id.papers import paper_of

ELSE = "PNOLT-40504040001"  # whose certificate comes instead


def stamped(body: dict[str, Any]) -> dict[str, Any]:
    """With what every answer carries, and a field that clients must not mind."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {**body, "time": now, "traceId": secrets.token_hex(8), "unknownField": "new fields may be added"}


def told(house: House, asked: Asked) -> dict[str, Any]:
    """The answer to a finished session: the same at each poll, but for the fault `twice`."""
    if asked.fault == "twice":
        return _answer(house, asked)
    return book.kept_answer(asked) or book.keep_answer(house.folder, asked.number, _answer(house, asked))


def _answer(house: House, asked: Asked) -> dict[str, Any]:
    person = people.of_id("mobile-id", asked.person)
    result: Any = "MOON_IN_THE_WRONG_PHASE" if asked.fault == "strange" else asked.result
    if asked.fault == "object":
        result = {"endResult": "DOCUMENT_UNUSABLE", "documentNumber": "PNOEE-372123456"}
    proof = _proof(house, asked, person) if result == "OK" and person and asked.fault != "bare" else {}
    return stamped({"state": "COMPLETE", "result": result, **proof})


def _proof(house: House, asked: Asked, person: Person) -> dict[str, Any]:
    other = people.of_id("mobile-id", ELSE) or person
    signs = paper_of(house, other if asked.fault == "another" else person, asked.fault)
    shown = paper_of(house, other, "") if asked.fault == "swapped" else signs
    hashed = wire.hash_of(asked)
    if asked.fault == "wrong_hash":
        hashed = secrets.token_bytes(len(hashed))
    signature = wire.signed(signs, hashed, asked.sent["hashType"], as_der=asked.fault == "der")
    return {"signature": signature, "cert": b64encode(shown.der).decode()}
