"""A question to Smart-ID: one object that keeps what was sent, letter for letter, and which flows were offered.

Source: knowledge/smart-id.md §3, §4. The signature is over these very strings, so nothing is encoded a second time.
"""

import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from gateways.errors import GatewayError
from gateways.smart_id.callback_url import callback_url_allowed, value_of
from gateways.smart_id.encoding import to_base64
from gateways.smart_id.interactions import device_link_interactions, push_interactions
from gateways.smart_id.service import Service
from rules.identifiers import is_personal_code

CHALLENGE_BYTES = 64  # the most that is allowed
LEAST_VALUE = 22  # 128 bits in base64url
PERSON = r"PNO[A-Z]{2}-[0-9A-Z-]{5,30}"
DOCUMENT = rf"({PERSON})-[0-9A-Z]{{2,10}}-N?Q"


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything about one question. `flows` are the flowTypes that we offer, with spaces between.

    `person` is a key like PNOLT-40504040001: whose certificate it must be; '' where anybody may answer.
    """

    name: str
    challenge: str = field(repr=False)
    interactions: str
    flows: str
    callback_url: str = field(default="", repr=False)
    person: str = field(default="", repr=False)
    document: str = field(default="", repr=False)
    level: str = "QUALIFIED"
    algorithm: str = "rsassa-pss"
    hash_name: str = "SHA-512"

    @property
    def path(self) -> str:
        """Where it is posted, after the service's base."""
        if not self.person:
            return "authentication/device-link/anonymous"
        if self.document:
            return f"authentication/notification/document/{self.document}"
        return f"authentication/notification/etsi/{self.person}"

    def body(self, uuid: str) -> dict[str, Any]:
        """The JSON object that is posted in the name of the party with this UUID."""
        flow = {"vcType": "numeric4"} if self.person else {"initialCallbackUrl": self.callback_url}
        return {
            "relyingPartyUUID": uuid,
            "relyingPartyName": self.name,
            "certificateLevel": self.level,
            "signatureProtocol": "ACSP_V2",
            "signatureProtocolParameters": {
                "rpChallenge": self.challenge,
                "signatureAlgorithm": self.algorithm,
                "signatureAlgorithmParameters": {"hashAlgorithm": self.hash_name},
            },
            "interactions": self.interactions,
            **flow,
        }


def device_link_request(service: Service, text: str, callback_url: str) -> Request:
    """Ask whoever scans our QR code or follows our link on their phone.

    text: what the phone shows, 1 to 200 characters. callback_url: where the app brings the browser back to; its query
    has an unpredictable `value` of at least 22 characters that is also in a cookie of the browser.
    Raises GatewayError("broken") for a text or an address that Smart-ID would not take.
    """
    if not callback_url_allowed(callback_url) or len(value_of(callback_url)) < LEAST_VALUE:
        raise GatewayError("broken", "smart-id: the callback URL is not allowed or has no value of 128 bits")
    return Request(
        name=service.name,
        challenge=fresh_challenge(),
        interactions=device_link_interactions(text),
        flows="QR Web2App",
        callback_url=callback_url,
    )


def push_request(service: Service, text: str, *, person: str = "", document: str = "") -> Request:
    """Ask the phone of a stated person (PNOLT-40504040001), or a document of theirs (PNOLT-40504040001-MOCK-Q).

    Only for a browser that this person used before (smart-id.md §1). text: 1 to 200 characters.
    Raises GatewayError("refused") for a person or document that cannot exist: no call is made for a typing error.
    """
    found = re.fullmatch(DOCUMENT, document, re.ASCII)
    whose = found[1] if found else person
    if (document and person) or not could_be_a_person(whose):
        raise GatewayError("refused", "smart-id: no such person or document can exist")
    return Request(
        name=service.name,
        challenge=fresh_challenge(),
        interactions=push_interactions(text),
        flows="Notification",
        person=whose,
        document=document,
    )


def could_be_a_person(key: str) -> bool:
    """Whether it looks like PNO, a country and a code; Lithuanian codes have a check digit."""
    if not re.fullmatch(PERSON, key, re.ASCII):
        return False
    return not key.startswith("PNOLT-") or is_personal_code(key.removeprefix("PNOLT-"))


def fresh_challenge() -> str:
    """rpChallenge: random, base64, new for every attempt."""
    return to_base64(secrets.token_bytes(CHALLENGE_BYTES))
