"""What is asked of a person's phone, and the code that both show. No network."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from gateways.certificates import Trust
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.mobile_id.text import display_text
from rules.identifiers import is_personal_code
from rules.phones import phone_number

LANGUAGES = {"lt": "LIT", "en": "ENG", "ru": "RUS", "pl": "ENG", "uk": "ENG", "et": "EST"}
HASH_BYTES = (20, 32, 48, 64)


@dataclass(frozen=True)
class Service:
    """Our contract: where the service is, who we are there, and whose certificates come from it.

    `policies` are those of Mobile-ID's certificates, one of which must be met: an OID, or several with + between them
    when all of these are needed. Which ones LIVE has is told by SK with the contract; without any nobody is let in.
    """

    line: Line
    uuid: str
    name: str
    trust: Trust
    policies: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """What will be asked. `digest` is base64 of the random bytes that the phone is to sign."""

    phone: str = field(repr=False)
    code: str = field(repr=False)
    language: str
    text: str
    text_format: str
    digest: str
    hash_type: str = "SHA512"


@dataclass(frozen=True)
class Session:
    """What was asked and has no answer yet: `code` is the personal code that was typed, kept for this attempt only."""

    id: str = field(repr=False)
    digest: str
    hash_type: str
    code: str = field(repr=False)


def request(phone: str, code: str, language: str, text: str) -> Request:
    """A new request with fresh random bytes, for one person's phone (any usual form) and personal code.

    `language` is lt, en, ru or et; `text` says on the phone what the person is about to do, "" for nothing. Raises
    GatewayError: `refused` for a phone or code that cannot be, `broken` for a text that no phone takes.
    """
    number = phone_number(phone)
    if not isinstance(number, str):
        raise GatewayError("refused", "the phone number is none")
    if not is_personal_code(code):
        raise GatewayError("refused", "the personal code is none")
    shown, text_format = display_text(text)
    digest = b64encode(secrets.token_bytes(64)).decode()
    return Request(number, code, LANGUAGES.get(language, "LIT"), shown, text_format, digest)


def body(service: Service, asked: Request) -> dict[str, str]:
    """The JSON of POST authentication (mobile-id.md §2)."""
    fields = {
        "relyingPartyUUID": service.uuid.lower(),
        "relyingPartyName": service.name,
        "phoneNumber": asked.phone,
        "nationalIdentityNumber": asked.code,
        "hash": asked.digest,
        "hashType": asked.hash_type,
        "language": asked.language,
    }
    return fields | {"displayText": asked.text, "displayTextFormat": asked.text_format} if asked.text else fields


def verification_code(asked: Request) -> str:
    """The four digits to show before the phone asks for the PIN. Raises GatewayError("broken") for a bad digest."""
    try:
        return code_of(b64decode(asked.digest, validate=True))
    except ValueError as error:
        raise GatewayError("broken", "the digest is no base64") from error


def code_of(digest: bytes) -> str:
    """Four digits, 0000 to 8191, of a hash (mobile-id.md §3). Raises GatewayError("broken") for what is no hash:
    a code that means nothing must not be shown."""
    if len(digest) not in HASH_BYTES:
        raise GatewayError("broken", f"a digest of {len(digest)} bytes")
    return f"{(digest[0] & 0xFC) << 5 | digest[-1] & 0x7F:04d}"
