"""A phone with Smart-ID, its CA and the CA's OCSP responder, made for a test and written without any code of ours."""

import base64
import dataclasses
import hashlib
from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA512

from gateways import smart_id
from gateways.certificates import Trust
from gateways.https import Line
from gateways.smart_id import Callback, Service, Session
from rules.identity import Identity, Refusal
from tests.gateways.authority import Owner, authority, named
from tests.gateways.responding import responding

CODE = "40404040009"
UUID = "00000000-0000-4000-8000-000000000000"
CALLBACK = "https://savitarna.example/sign-in/smart-id/callback?value=RrKjjT4aggzu27YBddX1bQ"
TOKEN, SECRET = "wGIrqveE6AuGDATZKmR1mtAZ", "B98ODiVCebRedSwdTk51zFSaGYyHtY1H2A0ocAi3/Ps="
VERIFIER = "XtPfaGa8JnGtYrJjboooUf0KfY9sMEHrWFpSQrsUv9c"
USER_CHALLENGE = "GnsWXXEjTCKR89fj9uo5u5ReBZ9JR7_pezLAI5jMS00"  # SHA-256 of the verifier, as published
SECRET_DIGEST = "U4CKK13H1XFiyBofev9asqrzIrY5_Gszi_nL_zDKkBc"
BACK = Callback("RrKjjT4aggzu27YBddX1bQ", SECRET_DIGEST, VERIFIER)
QUALIFIED = ("1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2")
ADVANCED = ("1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1")
SMART_ID_EKU, CLIENT_EKU = "1.3.6.1.4.1.62306.5.7.0", "1.3.6.1.5.5.7.3.2"


@cache
def rsa_key(number: int, bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def subject(code: str = CODE, country: str = "LT", **parts: str):
    return named(c=country, cn="X", given="VARDENIS", family="PAVARDENIS", serial=f"PNO{country}-{code}", **parts)


class Phones:
    """The CA of many phones, and the responder that answers for it."""

    def __init__(self) -> None:
        self.root = authority("Root of phones")
        self.ca = authority("CA of phones", self.root)
        self.answering = responding((self.ca.certificate, self.root))

    def __enter__(self) -> "Phones":
        self.responder = self.answering.__enter__()
        self.responder.moment = datetime.now(UTC)
        return self

    def __exit__(self, *_) -> None:
        self.answering.__exit__(None, None, None)

    def service(self, url: str = "http://127.0.0.1:1/v3/", **changes: object) -> Service:
        trust = Trust((self.root.certificate,), (self.ca.certificate,), self.responder.url)
        return Service(**{"line": Line(url), "uuid": UUID, "name": "Savitarna", "scheme": "smart-id-demo",
                          "trust": trust, **changes})  # fmt: skip

    def person(self, name=None, **shape: object) -> Owner:
        """A person with a qualified certificate for authentication, or with another one."""
        kept = {"moment": datetime.now(UTC), "key": rsa_key(1), "policies": QUALIFIED, "eku": (SMART_ID_EKU,), **shape}
        owner = self.ca.issue(name or subject(), **kept)
        self.responder.known.append((owner.certificate, self.ca))
        return owner

    def link(self) -> Session:
        """A session that was begun with a QR code and a link."""
        request = smart_id.device_link_request(self.service(), "Prisijungimas", CALLBACK)
        parts = {"token": TOKEN, "secret": SECRET, "link_base": "https://smart-id.com/device-link"}
        return Session(**dataclasses.asdict(request), id="1", **parts)

    def push(self) -> Session:
        """A session that was begun with a push to the person."""
        request = smart_id.push_request(self.service(), "Prisijungimas", person=f"PNOLT-{CODE}")
        return Session(**dataclasses.asdict(request), id="1")

    def verified(self, session: Session, told: dict, back: Callback | None = None) -> Identity | Refusal:
        """What becomes of an answer that comes now."""
        return smart_id.verify(self.service(), session, told, back, datetime.now(UTC))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def answered(owner: Owner, session, flow: str, *, signs: dict | None = None, **changes: object) -> dict:
    """What the service says after this person agreed. `signs` changes what the phone believes it signs."""
    said = {
        "scheme": "smart-id-demo",
        "protocol": "ACSP_V2",
        "server_random": "MTlop6EXCrQ6FOErcKjxUhbV",
        "challenge": session.challenge,
        "user_challenge": USER_CHALLENGE,
        "name": b64(session.name.encode()),
        "brokered": "",
        "interactions": b64(hashlib.sha256(session.interactions.encode()).digest()),
        "interaction": "confirmationMessageAndVerificationCodeChoice"
        if flow == "Notification"
        else "displayTextAndPIN",
        "callback": CALLBACK if flow in ("Web2App", "App2App") else "",
        "flow": flow,
        **(signs or {}),
    }
    code = next(part.value for part in owner.certificate.subject if part.oid.dotted_string == "2.5.4.5")
    pss = padding.PSS(padding.MGF1(SHA512()), 64)
    told = {
        "state": "COMPLETE",
        "result": {"endResult": "OK", "documentNumber": f"{code}-MOCK-Q"},
        "signatureProtocol": said["protocol"],
        "signature": {
            "value": b64(owner.key.sign("|".join(said.values()).encode(), pss, SHA512())),
            "serverRandom": said["server_random"],
            "userChallenge": said["user_challenge"],
            "flowType": said["flow"],
            "signatureAlgorithm": "rsassa-pss",
            "signatureAlgorithmParameters": {
                "hashAlgorithm": "SHA-512",
                "maskGenAlgorithm": {"algorithm": "id-mgf1", "parameters": {"hashAlgorithm": "SHA-512"}},
                "saltLength": 64,
                "trailerField": "0xbc",
            },
        },
        "cert": {"value": owner.der, "certificateLevel": "QUALIFIED"},
        "interactionTypeUsed": said["interaction"],
        "deviceIpAddress": "192.0.2.1",
    }
    return changed(told, changes)


def changed(told: dict, changes: dict[str, object]) -> dict:
    """A copy where the fields at these paths (`signature.flowType`) have other values; None takes a field away."""
    copy = {name: changed(value, {}) if isinstance(value, dict) else value for name, value in told.items()}
    for path, value in changes.items():
        *way, last = path.split(".")
        place = copy
        for name in way:
            place = place[name]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return copy
