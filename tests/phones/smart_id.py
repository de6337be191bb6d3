"""Smart-ID spoken in raw HTTP to its stand-in, and its answers checked from smart-id.md alone."""

import hmac
import json
import secrets
from base64 import b64decode, b64encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import requests
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.phones import Phones

Sent = dict[str, Any]
START = "smart-id/v3/authentication"
ANONYMOUS, PUSH = f"{START}/device-link/anonymous", f"{START}/notification/etsi"
ONA = "PNOLT-48506151233"  # waits for a hand
ALONE = "PNOLT-40504040001"  # confirms without one
HASHES = {"SHA-256": hashes.SHA256(), "SHA-512": hashes.SHA512(), "SHA3-256": hashes.SHA3_256()}


def interactions(*items: dict[str, str]) -> str:
    """The field of a Smart-ID request."""
    given = items or ({"type": "displayTextAndPIN", "displayText60": "Prisijungimas prie savitarnos"},)
    return b64encode(json.dumps(given, separators=(",", ":"), ensure_ascii=False).encode()).decode()


def smart_id_request(**more: Any) -> dict[str, Any]:
    """A device link's request; `more` replaces fields, None leaves them out."""
    sent = {
        "relyingPartyUUID": "00000000-0000-4000-8000-000000000000",
        "relyingPartyName": "DEMO",
        "certificateLevel": "QUALIFIED",
        "signatureProtocol": "ACSP_V2",
        "signatureProtocolParameters": {
            "rpChallenge": b64encode(secrets.token_bytes(64)).decode(),
            "signatureAlgorithm": "rsassa-pss",
            "signatureAlgorithmParameters": {"hashAlgorithm": "SHA-512"},
        },
        "interactions": interactions(),
        "initialCallbackUrl": "http://127.0.0.1:8000/sign-in/smart-id/back?value=abc",
    }
    return {name: value for name, value in {**sent, **more}.items() if value is not None}


def push_request(**more: Any) -> dict[str, Any]:
    """A notification's request."""
    return smart_id_request(**{"initialCallbackUrl": None, "vcType": "numeric4", **more})


def device_link(
    made: dict[str, Any], sent: dict[str, Any], kind: str, elapsed: int = 0, scheme: str = "smart-id-demo",
    brokered: str = "", lang: str = "lit",
) -> str:  # fmt: skip
    """The link of smart-id.md §7 for the answer `made` to the request `sent`, with its authCode."""
    link = f"{made['deviceLinkBase']}?deviceLinkType={kind}" + (f"&elapsedSeconds={elapsed}" if kind == "QR" else "")
    link += f"&sessionToken={made['sessionToken']}&sessionType=auth&version=1.0&lang={lang}"
    callback = "" if kind == "QR" else sent["initialCallbackUrl"]
    payload = (
        f"{scheme}|ACSP_V2|{sent['signatureProtocolParameters']['rpChallenge']}|{_base64(sent['relyingPartyName'])}|"
        f"{_base64(brokered)}|{sent['interactions']}|{callback}|{link}"
    )
    code = hmac.new(b64decode(made["sessionSecret"]), payload.encode(), sha256).digest()
    return f"{link}&authCode={urlsafe(code)}"


def urlsafe(content: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def made(phones: Phones, path: str = ANONYMOUS, **more: Any) -> tuple[Sent, Any]:
    """A request that is taken: what was sent, and the answer."""
    sent = push_request(**more) if "notification" in path else smart_id_request(**more)
    answer = phones.post(path, json=sent)
    assert answer.status_code == 200, answer.text
    return sent, answer.json()


def state(phones: Phones, session: Sent, wait: Any = 2000) -> requests.Response:
    """One poll of so many milliseconds."""
    return phones.get(f"smart-id/v3/session/{session['sessionID']}", params={"timeoutMs": wait})


def click(phones: Phones, document: str, link: str, kind: str, **more: str) -> requests.Response:
    """The holder of the document opens the link and confirms."""
    sent = {"documentNumber": document, "deviceLink": link, "flowType": kind, **more}
    return phones.post("smart-id/mock/device-link", json=sent)


def pushed(phones: Phones, person: str, **more: Any) -> tuple[Sent, Any]:
    """What a person who needs no hand answers to a push: what was sent, and the state in the end."""
    sent, session = made(phones, f"{PUSH}/{person}", **more)
    return sent, state(phones, session).json()


def clicked(phones: Phones, document: str, kind: str = "QR", **more: Any) -> tuple[Sent, Any, Any]:
    """What the holder of the document answers by a link: what was sent, the state, what the mock told."""
    sent, session = made(phones, **more)
    told = click(phones, document, device_link(session, sent, kind), kind)
    assert told.status_code == 200, told.text
    return sent, state(phones, session).json(), told.json()


def certificate(answer: Any) -> x509.Certificate:
    """The person's."""
    return x509.load_der_x509_certificate(b64decode(answer["cert"]["value"]))


def signed_text(sent: Sent, answer: Any) -> bytes:
    """smart-id.md §7.4."""
    signature, flow = answer["signature"], answer["signature"]["flowType"]
    parts = [
        "smart-id-demo", "ACSP_V2", signature["serverRandom"], sent["signatureProtocolParameters"]["rpChallenge"],
        signature["userChallenge"], b64encode(sent["relyingPartyName"].encode()).decode(), "",
        b64encode(sha256(sent["interactions"].encode()).digest()).decode(), answer["interactionTypeUsed"],
        "" if flow in ("QR", "Notification") else sent["initialCallbackUrl"], flow,
    ]  # fmt: skip
    return "|".join(parts).encode()


def is_signed(sent: Sent, answer: Any) -> bool:
    """RSASSA-PSS as the answer describes it, by the key of its certificate."""
    given = answer["signature"]["signatureAlgorithmParameters"]
    digest = HASHES[given["hashAlgorithm"]]
    scheme = padding.PSS(padding.MGF1(digest), given["saltLength"])
    try:
        certificate(answer).public_key().verify(
            b64decode(answer["signature"]["value"]), signed_text(sent, answer), scheme, digest
        )
    except InvalidSignature:
        return False
    return True


def policies(leaf: x509.Certificate) -> set[str]:
    """Their identifiers."""
    return {policy.policy_identifier.dotted_string
            for policy in leaf.extensions.get_extension_for_class(x509.CertificatePolicies).value}  # fmt: skip


def purposes(leaf: x509.Certificate) -> set[str]:
    """Those of the extended key usage."""
    return {oid.dotted_string for oid in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value}
