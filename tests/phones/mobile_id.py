"""Mobile-ID spoken in raw HTTP to its stand-in, and its answers checked from mobile-id.md alone."""

from base64 import b64decode
from typing import Any

import requests
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from cryptography.x509.oid import NameOID

from tests.phones import Phones, mobile_id_request

Sent = dict[str, Any]
ONA = ("+37060000001", "48506151233")  # waits for a hand
ALONE = ("+37060000011", "40504040001")  # confirms without one
HASHES = {"SHA256": hashes.SHA256(), "SHA384": hashes.SHA384(), "SHA512": hashes.SHA512()}


def started(phones: Phones, pair: tuple[str, str], **more: Any) -> tuple[Sent, str]:
    """A request that is taken: what was sent, and the session."""
    sent = mobile_id_request(*pair, **more)
    answer = phones.post("mobile-id/authentication", json=sent)
    assert answer.status_code == 200, answer.text
    return sent, answer.json()["sessionID"]


def state(phones: Phones, session: str, wait: int = 2000) -> requests.Response:
    """One poll of so many milliseconds."""
    return phones.get(f"mobile-id/authentication/session/{session}", params={"timeoutMs": wait})


def answered(phones: Phones, pair: tuple[str, str], **more: Any) -> tuple[Sent, Any]:
    """What was sent, and the state in the end."""
    sent, session = started(phones, pair, **more)
    return sent, state(phones, session).json()


def certificate(answer: Any) -> x509.Certificate:
    """The person's."""
    return x509.load_der_x509_certificate(b64decode(answer["cert"]))


def number(answer: Any) -> Any:
    """The serialNumber of the person's certificate."""
    return certificate(answer).subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value


def is_signed(sent: Sent, answer: Any) -> bool:
    """Raw r‖s of the curve's length, or PKCS#1 v1.5, over the very hash that was sent."""
    value, algorithm = b64decode(answer["signature"]["value"]), answer["signature"]["algorithm"]
    key, prehashed = certificate(answer).public_key(), Prehashed(HASHES[sent["hashType"]])
    try:
        if algorithm == f"{sent['hashType']}WithRSAEncryption":
            key.verify(value, b64decode(sent["hash"]), padding.PKCS1v15(), prehashed)
            return True
        assert (algorithm, len(value)) == (f"{sent['hashType']}WithECEncryption", 64)
        der = encode_dss_signature(int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big"))
        key.verify(der, b64decode(sent["hash"]), ec.ECDSA(prehashed))
    except InvalidSignature:
        return False
    return True
