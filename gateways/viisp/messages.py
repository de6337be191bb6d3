"""The messages of VIISP: what we ask, signed, and what its verified answers hold.

Pure: no network, no clock. Source: knowledge/viisp.md §4 (elements and their order), §5 (what we ask for).
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from lxml import etree

from gateways.errors import GatewayError
from gateways.viisp.signature import sign, verified
from gateways.viisp.soap import MESSAGE, said, wrapped, written

ASKED_PROVIDERS = ("auth.lt.bank", "auth.lt.identity.card", "auth.signatureProvider")
ASKED = (
    ("serviceTarget", "citizen"),
    *(("authenticationProvider", provider) for provider in ASKED_PROVIDERS),
    ("authenticationAttribute", "lt-personal-code"),
    *(("userInformation", information) for information in ("firstName", "lastName", "birthday")),
)


@dataclass(frozen=True)
class Signer:
    """Our name at the service (pid), our key, and the hash we sign with: "sha256" or "sha1"."""

    pid: str
    key: RSAPrivateKey = field(repr=False)
    algorithm: str


@dataclass(frozen=True)
class Answer:
    """What the gateway says of a person; made from verified text only. Values that it left empty are ""."""

    provider: str  # the way the person proved themselves there
    custom_data: str = field(repr=False)
    attributes: Mapping[str, str] = field(repr=False)
    information: Mapping[str, str] = field(repr=False)
    proxy_attributes: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy_information: Mapping[str, str] = field(default_factory=dict, repr=False)
    source_type: str = ""
    source: Mapping[str, str] = field(default_factory=dict, repr=False)  # the bank's own fields, which prove nothing


def ticket_request(signer: Signer, postback_url: str, custom_data: str) -> bytes:
    """The signed authenticationRequest; the gateway brings `custom_data` back unchanged."""
    content = (("pid", signer.pid), *ASKED, ("postbackUrl", postback_url), ("customData", custom_data))
    return _signed(signer, "authenticationRequest", content)


def data_request(signer: Signer, ticket: str) -> bytes:
    """The signed authenticationDataRequest; what the bank told the gateway (sourceData) is not asked for."""
    return _signed(signer, "authenticationDataRequest", (("pid", signer.pid), ("ticket", ticket)))


def read_ticket(raw: bytes, keys: Iterable[RSAPublicKey]) -> str:
    """The ticket of a signed authenticationResponse. Raises GatewayError."""
    text = _text(verified(said(raw, _name("authenticationResponse")), keys), "ticket")
    if not re.fullmatch(r"[\x21-\x7e]{1,512}", text, re.ASCII):
        raise GatewayError("broken", "the ticket makes no sense")
    return text


def read_answer(raw: bytes, keys: Iterable[RSAPublicKey]) -> Answer:
    """What a signed authenticationDataResponse says; elements that are missing are empty. Raises GatewayError."""
    message = verified(said(raw, _name("authenticationDataResponse")), keys)
    source = message.find(_name("sourceData"))
    parameters = [] if source is None else source.findall(_name("parameter"))
    return Answer(
        provider=_text(message, "authenticationProvider"),
        custom_data=message.findtext(_name("customData")) or "",
        attributes=_pairs(message, "authenticationAttribute", "attribute"),
        information=_pairs(message, "userInformation", "information"),
        proxy_attributes=_pairs(message, "proxyAuthenticationAttribute", "attribute"),
        proxy_information=_pairs(message, "proxyUserInformation", "information"),
        source_type="" if source is None else _text(source, "type"),
        source={str(one.get("name", "")): one.text or "" for one in parameters},
    )


def _pairs(message: etree._Element, element: str, key: str) -> Mapping[str, str]:
    """Names and values of a repeated element. One name with two values would let us choose, so it is refused."""
    found: dict[str, str] = {}
    for one in message.iterfind(_name(element)):
        name, holder = _text(one, key), one.find(_name("value"))
        value = "" if holder is None else "".join(str(text) for text in holder.itertext()).strip()
        if found.setdefault(name, value) != value:
            raise GatewayError("broken", f"{element}: one name has two values")
    return found


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(_name(name)) or "").strip()


def _signed(signer: Signer, name: str, content: Iterable[tuple[str, str]]) -> bytes:
    message = wrapped(_name(name), "authentication")
    message.set("id", f"s{secrets.token_hex(16)}")  # an xs:ID begins with a letter
    for element, text in content:
        etree.SubElement(message, _name(element)).text = text
    sign(message, signer.key, signer.algorithm)
    return written(message)


def _name(local: str) -> str:
    return f"{{{MESSAGE}}}{local}"
