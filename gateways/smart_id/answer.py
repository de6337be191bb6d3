"""The answer of a finished session as flat text: '' or -1 for what is missing or of another type.

Source: knowledge/smart-id.md §10. Reading never fails; the steps of verification.py decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WITHOUT_CALLBACK = ("QR", "Notification")  # nothing on the phone knows the browser in these flows


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One attribute per field that counts; the others are ignored."""

    state: str
    end_result: str
    document: str = field(repr=False)
    protocol: str
    signature: str = field(repr=False)
    server_random: str = field(repr=False)
    user_challenge: str = field(repr=False)
    flow: str
    algorithm: str
    hash_name: str
    mask: str
    mask_hash: str
    salt: int
    trailer: str
    certificate: str = field(repr=False)
    level: str
    interaction: str


def read_answer(told: Mapping[str, Any]) -> Answer:
    """JSON as the service sent it → Answer."""
    parameters = ("signature", "signatureAlgorithmParameters")
    salt = at(told, *parameters, "saltLength")
    return Answer(
        state=text(told, "state"),
        end_result=text(told, "result", "endResult"),
        document=text(told, "result", "documentNumber"),
        protocol=text(told, "signatureProtocol"),
        signature=text(told, "signature", "value"),
        server_random=text(told, "signature", "serverRandom"),
        user_challenge=text(told, "signature", "userChallenge"),
        flow=text(told, "signature", "flowType"),
        algorithm=text(told, "signature", "signatureAlgorithm"),
        hash_name=text(told, *parameters, "hashAlgorithm"),
        mask=text(told, *parameters, "maskGenAlgorithm", "algorithm"),
        mask_hash=text(told, *parameters, "maskGenAlgorithm", "parameters", "hashAlgorithm"),
        salt=salt if type(salt) is int else -1,
        trailer=text(told, *parameters, "trailerField"),
        certificate=text(told, "cert", "value"),
        level=text(told, "cert", "certificateLevel"),
        interaction=text(told, "interactionTypeUsed"),
    )


def needs_callback(told: Mapping[str, Any]) -> bool:
    """Whether this answer can be verified only once the browser has come back: an OK over the link on the phone."""
    answer = read_answer(told)
    return answer.end_result == "OK" and answer.flow == "Web2App"


def text(told: Any, *path: str) -> str:
    """The string at this path; '' when there is none."""
    found = at(told, *path)
    return found if isinstance(found, str) else ""


def at(told: Any, *path: str) -> Any:
    """Whatever is at this path; None when an object on the way is missing."""
    for name in path:
        told = told.get(name) if isinstance(told, Mapping) else None
    return told
