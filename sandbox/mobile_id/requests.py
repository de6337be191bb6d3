"""What the service refuses in a request for authentication (mobile-id.md §2)."""

import re
from base64 import b64decode
from typing import Any

from sandbox.mobile_id.wire import GSM_7, GSM_7_EXTENSION, HASHES

PHONE, CODE = re.compile(r"\+[0-9]{8,30}", re.ASCII), re.compile(r"[0-9]{11}", re.ASCII)
LANGUAGES, FORMATS = ("LIT", "ENG", "RUS", "EST"), ("GSM-7", "UCS-2")
NEEDED = ("relyingPartyUUID", "relyingPartyName", "phoneNumber", "nationalIdentityNumber", "hash", "hashType",
          "language")  # fmt: skip


def fault_of(sent: dict[str, Any]) -> str:
    """What is wrong, in words for developers, or ''."""
    absent = [name for name in NEEDED if not isinstance(sent.get(name), str) or not sent[name]]
    if absent:
        return f"Required {', '.join(absent)} is missing"
    if not PHONE.fullmatch(sent["phoneNumber"]):
        return "phoneNumber must contain of + and numbers(8-30)"
    if not CODE.fullmatch(sent["nationalIdentityNumber"]):
        return "nationalIdentityNumber must contain of 11 digits"
    return _hash_fault(sent) or _text_fault(sent)


def language_of(sent: dict[str, Any]) -> str:
    """The language that the phone speaks: without a word English, where the operator does not know the wanted one."""
    unknown = {"EST": "+370", "LIT": "+372"}.get(sent["language"])
    return "ENG" if unknown and sent["phoneNumber"].startswith(unknown) else str(sent["language"])


def _hash_fault(sent: dict[str, Any]) -> str:
    wanted = HASHES.get(sent["hashType"])
    if wanted is None:
        return "hashType must be SHA256, SHA384 or SHA512"
    try:
        hashed = b64decode(sent["hash"], validate=True)
    except ValueError:
        return "hash must be Base64"
    return "" if len(hashed) == wanted.digest_size else "hash has a length that does not match its hashType"


def _text_fault(sent: dict[str, Any]) -> str:
    text, written = sent.get("displayText", ""), sent.get("displayTextFormat", "GSM-7")
    if sent["language"] not in LANGUAGES:
        return "language must be EST, ENG, RUS or LIT"
    if written not in FORMATS or not isinstance(text, str):
        return "displayTextFormat must be GSM-7 or UCS-2"
    if written == "UCS-2":
        return "" if len(text.encode("utf-16-be")) <= 100 else "displayText is longer than 100 bytes"
    wide = sum(sign in GSM_7_EXTENSION and sign not in GSM_7 for sign in text)
    return "" if len(text) <= 100 and wide <= 5 else "displayText is longer than 100 characters"
