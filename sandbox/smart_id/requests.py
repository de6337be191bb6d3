"""What the service refuses in a request for authentication (smart-id.md §4, §6)."""

import json
import re
from base64 import b64decode
from typing import Any

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
IDENTIFIER = re.compile(r"(?:PNO|PAS|IDC)[A-Z]{2}-[0-9A-Za-z]{1,30}", re.ASCII)
CALLBACK = re.compile(r"https://[^|#]+|http://(?:127\.0\.0\.1|localhost)(?::[0-9]+)?/[^|#]*", re.ASCII)
HASHES = ("SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512")
LEGACY = ("sha256WithRSAEncryption", "sha384WithRSAEncryption", "sha512WithRSAEncryption")
TEXTS = {
    "displayTextAndPIN": ("displayText60", 60),
    "confirmationMessage": ("displayText200", 200),
    "confirmationMessageAndVerificationCodeChoice": ("displayText200", 200),
}
ONLY_NOTIFICATION = "confirmationMessageAndVerificationCodeChoice"


def fault_of(sent: dict[str, Any], flow: str) -> tuple[str, str] | None:
    """The path of the first wrong field and what is wrong, or None. `flow`: device-link or notification."""
    checks = {
        "nonce": "nonce" not in sent,
        "relyingPartyUUID": _is_like(UUID, sent.get("relyingPartyUUID")),
        "relyingPartyName": _is_text(sent.get("relyingPartyName")) and len(sent["relyingPartyName"].encode()) <= 32,
        "certificateLevel": sent.get("certificateLevel", "QUALIFIED") in ("ADVANCED", "QUALIFIED"),
        "signatureProtocol": sent.get("signatureProtocol") == "ACSP_V2",
        **_signature(sent.get("signatureProtocolParameters")),
        "interactions": _interactions_fit(sent.get("interactions"), flow),
        **_of_flow(sent, flow),
        "requestProperties": _properties_fit(sent.get("requestProperties", {})),
        "capabilities": isinstance(sent.get("capabilities", []), list),
    }
    wrong = next((path for path, is_right in checks.items() if not is_right), None)
    return (wrong, "is not allowed here" if wrong == "nonce" else "is missing or has a wrong value") if wrong else None


def _signature(sent: Any) -> dict[str, bool]:
    path, given = "signatureProtocolParameters", sent if isinstance(sent, dict) else {}
    algorithm, parameters = given.get("signatureAlgorithm"), given.get("signatureAlgorithmParameters")
    hashed = parameters.get("hashAlgorithm") if isinstance(parameters, dict) else None
    return {
        path: isinstance(sent, dict),
        f"{path}/rpChallenge": 32 <= len(_bytes(given.get("rpChallenge"))) <= 64,
        f"{path}/signatureAlgorithm": algorithm in ("rsassa-pss", *LEGACY),
        f"{path}/signatureAlgorithmParameters/hashAlgorithm": hashed in HASHES or algorithm in LEGACY,
    }


def _of_flow(sent: dict[str, Any], flow: str) -> dict[str, bool]:
    if flow == "notification":
        return {"vcType": sent.get("vcType") == "numeric4"}
    url = sent.get("initialCallbackUrl", "https://no/one")  # a flow by QR alone may leave it out, says the guide
    return {"initialCallbackUrl": _is_like(CALLBACK, url) and len(url) <= 1800}


def _interactions_fit(sent: Any, flow: str) -> bool:
    try:
        items = json.loads(_bytes(sent))
    except ValueError:
        return False
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        return False
    types = [item.get("type") for item in items]
    return len(set(map(str, types))) == len(types) and all(_interaction_fits(item, flow) for item in items)


def _interaction_fits(item: dict[str, Any], flow: str) -> bool:
    field, most = TEXTS.get(str(item.get("type")), ("", 0))
    text = item.get(field)
    if item.keys() != {"type", field} or not isinstance(text, str):
        return False
    return 1 <= len(text) <= most and (flow == "notification" or item["type"] != ONLY_NOTIFICATION)


def _properties_fit(sent: Any) -> bool:
    return isinstance(sent, dict) and isinstance(sent.get("shareMdClientIpAddress", False), bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_like(shape: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and bool(shape.fullmatch(value))


def _bytes(value: Any) -> bytes:
    try:
        return b64decode(value, validate=True) if isinstance(value, str) else b""
    except ValueError:
        return b""
