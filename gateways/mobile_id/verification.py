"""Whether an answer proves a person: every step of mobile-id.md §5, and what the other results mean (§4)."""

import re
from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from gateways.certificates import (
    Untrusted,
    key_usage,
    policies,
    read_base64,
    read_certificate,
    subject_person,
)
from gateways.mobile_id.request import Service, Session
from rules.identity import Identity, Outcome, Refusal

HASHES: dict[str, type[HashAlgorithm]] = {"SHA256": SHA256, "SHA384": SHA384, "SHA512": SHA512}
ALGORITHM = re.compile(r"(SHA256|SHA384|SHA512)WITH(EC|RSA)ENCRYPTION", re.ASCII)
# Who is no client must look like any other failure: nobody is to find out who has Mobile-ID (mobile-id.md §4).
OUTCOMES: dict[str, Outcome] = {
    "TIMEOUT": "expired",
    "SESSION_UNKNOWN": "expired",
    "USER_CANCELLED": "cancelled",
    "NOT_MID_CLIENT": "failed",
    "PHONE_ABSENT": "unreachable",
    "DELIVERY_ERROR": "undelivered",
    "SIM_ERROR": "undelivered",
    "SIGNATURE_HASH_MISMATCH": "misconfigured",
    "ERROR": "failed",
    "EXPIRED_TRANSACTION": "failed",
    "MID_NOT_READY": "failed",
}


def verify(service: Service, session: Session, answer: Mapping[str, Any], moment: datetime) -> Identity | Refusal:
    """Who is proven by the answer that `ask` gave to this session, or why nobody is.

    Asks the responders of the certificate's CA (OCSP) when everything else holds. Never raises for an answer,
    whatever is in it.
    """
    result = answer.get("result")
    if answer.get("state") != "COMPLETE" or not isinstance(result, str):
        return Refusal("failed", "no result")
    if result != "OK":
        return Refusal(OUTCOMES.get(result, "failed"), result if result in OUTCOMES else "unknown result")
    try:
        certificate = signer(session, answer)
        person = _person(service, session, certificate)
        service.trust.check(certificate, moment)
    except Untrusted as error:
        return error.refusal
    return person


def signer(session: Session, answer: Mapping[str, Any]) -> x509.Certificate:
    """The certificate of whoever signed the hash that we sent in this session. Who issued it is not asked here.

    Raises Untrusted with the step that failed.
    """
    signature = answer.get("signature")
    if not isinstance(signature, Mapping):
        raise Untrusted("no signature")
    certificate = read_certificate(answer.get("cert"))
    algorithm = ALGORITHM.fullmatch(str(signature.get("algorithm")).upper())
    if not algorithm or algorithm[1] != session.hash_type:
        raise Untrusted("algorithm")
    try:
        value, digest = read_base64(signature.get("value")), b64decode(session.digest, validate=True)
        _check(certificate.public_key(), algorithm[2], value, digest, Prehashed(HASHES[session.hash_type]()))
    except (ValueError, InvalidSignature) as error:
        raise Untrusted("signature") from error
    return certificate


def _check(key: Any, kind: str, value: bytes, digest: bytes, hashed: Prehashed) -> None:
    """Raises InvalidSignature or ValueError. A signature in DER is of another length, and refused like any other."""
    if isinstance(key, rsa.RSAPublicKey) and kind == "RSA":
        key.verify(value, digest, PKCS1v15(), hashed)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "EC":
        key.verify(der_signature(value, (key.key_size + 7) // 8), digest, ec.ECDSA(hashed))
    else:
        raise Untrusted("algorithm")


def der_signature(raw: bytes, half: int) -> bytes:
    """r and s of so many bytes each, one after the other, in DER. Raises ValueError when the length does not fit."""
    if len(raw) != 2 * half:
        raise ValueError("the length does not fit the curve")
    return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


def _person(service: Service, session: Session, certificate: x509.Certificate) -> Identity:
    """The person whom we asked, by a certificate of Mobile-ID that is made for signing in."""
    found = policies(certificate)
    if not any(wanted and set(wanted.split("+")) <= found for wanted in service.policies):
        raise Untrusted("policy")
    usage = key_usage(certificate)
    if "digitalSignature" not in usage or "nonRepudiation" in usage:
        raise Untrusted("purpose")
    country, code, given_name, family_name = subject_person(certificate)
    if code != session.code:
        raise Untrusted("another person")
    return Identity("PNO", country, code, given_name, family_name, "mobile-id", "high")
