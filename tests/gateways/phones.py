"""Phones with Mobile-ID, made for a test: their certificates, what they sign, and what the service says of it."""

import base64
import os

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512

from gateways.certificates import Trust
from gateways.https import Line
from gateways.mobile_id import Service, Session, verify
from rules.identity import Identity, Refusal
from tests.gateways.authority import MOMENT, Owner, authority, named
from tests.gateways.responding import responding

HASHES = {"SHA256": SHA256, "SHA384": SHA384, "SHA512": SHA512}
POLICIES = ("1.3.6.1.4.1.10015.3.17.1", "0.4.0.2042.1.1")
ROOT = authority("Test root")
CA = authority("Test CA of phones", ROOT)
NAMES = {"given": "ONA", "family": "PETRAITIENĖ", "cn": "PETRAITIENĖ,ONA,40404040009"}
PERSON = named(c="LT", serial="PNOLT-40404040009", **NAMES)


def phone(subject=PERSON, by: Owner = CA, **shape: object) -> Owner:
    return by.issue(subject, **{"policies": POLICIES, **shape})


ONA = phone()
DIGEST = os.urandom(64)
SESSION = Session("a" * 36, base64.b64encode(DIGEST).decode(), "SHA512", "40404040009")


def signature(owner: Owner, digest: bytes = DIGEST, hash_type: str = "SHA512") -> tuple[bytes, str]:
    """What the phone signs, as the service writes it, and the name of the algorithm."""
    hashed = Prehashed(HASHES[hash_type]())
    if isinstance(owner.key, rsa.RSAPrivateKey):
        return owner.key.sign(digest, PKCS1v15(), hashed), f"{hash_type.lower()}WithRSAEncryption"
    half = (owner.key.key_size + 7) // 8
    parts = decode_dss_signature(owner.key.sign(digest, ec.ECDSA(hashed)))
    return b"".join(part.to_bytes(half, "big") for part in parts), f"{hash_type}WithECEncryption"


def answered(owner: Owner = ONA, digest: bytes = DIGEST, hash_type: str = "SHA512") -> dict:
    value, algorithm = signature(owner, digest, hash_type)
    seal = {"value": base64.b64encode(value).decode(), "algorithm": algorithm}
    return {"state": "COMPLETE", "result": "OK", "signature": seal, "cert": owner.der, "time": "…", "traceId": "…"}


def service(url: str, **trust: object) -> Service:
    kept = {"anchors": (ROOT.certificate,), "intermediates": (CA.certificate,), "ocsp_url": url, **trust}
    return Service(Line("http://127.0.0.1:9/"), "0", "DEMO", Trust(**kept), ("+".join(POLICIES),))


def told(answer: dict, *known: Owner, session: Session = SESSION, **trust: object) -> Identity | Refusal:
    """What becomes of an answer while a responder knows these phones."""
    with responding(*((owner.certificate, CA) for owner in (ONA, *known)), (CA.certificate, ROOT)) as responder:
        return verify(service(responder.url, **trust), session, answer, MOMENT)


def base64_of(value: bytes) -> str:
    return base64.b64encode(value).decode()


def changed(**parts: object) -> dict:
    seal = {name: value for name, value in parts.items() if name in ("value", "algorithm")}
    rest = {name: value for name, value in parts.items() if name not in seal}
    return answered() | rest | ({"signature": answered()["signature"] | seal} if seal else {})
