"""Speaking to the gateway: a ticket, the address to leave for, the answer, and whether it is there at all.

The answer can be read once: when it is lost on the way, the person has to begin again.
"""

import secrets
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from lxml import etree

from gateways.errors import GatewayError
from gateways.https import Line
from gateways.viisp.messages import Answer, Signer, data_request, read_answer, read_ticket, ticket_request
from gateways.viisp.soap import FAULT, content, fault, said, wrapped, written

HEALTH = "http://viisp.ivpk.lt/systemHealth"
ACTIONS = "http://www.epaslaugos.lt/services/authenticationServiceProvider/"
CONTENT = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Service:
    """Our agreement with the gateway. `line` leads to its SOAP address, `browser_url` is where people go.

    `gateway_keys` are tried in turn, the current key and the next one; nothing else is believed. `signature` is the
    hash that we sign with, `seconds` how long an answer may take: longer than elsewhere, for one that comes too late is
    lost.
    """

    line: Line
    browser_url: str
    pid: str
    our_key: RSAPrivateKey = field(repr=False)
    gateway_keys: tuple[RSAPublicKey, ...]
    signature: Literal["sha256", "sha1"] = "sha256"
    seconds: float = 8

    @property
    def signer(self) -> Signer:
        return Signer(self.pid, self.our_key, self.signature)


def ticket(service: Service, postback_url: str, custom_data: str) -> str:
    """Begin: a ticket, at most 512 ASCII signs, for one visit to the gateway.

    The person's browser is to bring it back to `postback_url` together with `custom_data`, which is random for each
    attempt (viisp.md §7). Raises GatewayError.
    """
    asked = ticket_request(service.signer, postback_url, custom_data)
    return read_ticket(_posted(service, asked, "initAuthentication"), service.gateway_keys)


def leave_url(service: Service, ticket: str) -> str:
    """Where the browser goes with its ticket."""
    joint = "&" if "?" in service.browser_url else "?"
    return f"{service.browser_url}{joint}{urlencode({'ticket': ticket})}"


def answer(service: Service, ticket: str) -> Answer:
    """What the gateway found out about whoever used this ticket; it tells it once.

    Raises GatewayError: "refused" when this ticket has nothing to tell, which is what a second reading gets;
    "broken" also for every signature that does not hold.
    """
    raw = _posted(service, data_request(service.signer, ticket), "getAuthenticationData")
    return read_answer(raw, service.gateway_keys)


def check(service: Service) -> None:
    """Ask the gateway for an echo, for the status page. Raises GatewayError when it does not come back."""
    word, tag = secrets.token_hex(8), f"{{{HEALTH}}}echo"
    message = wrapped(tag, "health")
    etree.SubElement(message, tag).text = word
    heard = said(_posted(service, written(message), "getEcho"), f"{tag}Response")
    if "".join(str(text) for text in heard.itertext()).strip() != word:
        raise GatewayError("broken", "the echo is another word")


def _posted(service: Service, document: bytes, action: str) -> bytes:
    """Send a document as it was signed → the envelope that came back."""
    status, raw = service.line.post("", document, CONTENT, service.seconds, SOAPAction=f'"{ACTIONS}{action}"')
    if status == 500:
        raise _failure(raw)
    if status != 200:
        raise GatewayError("try_again" if status > 500 or status == 429 else "broken", f"status {status}")
    return raw


def _failure(raw: bytes) -> GatewayError:
    """What a 500 means: SOAP 1.1 sends its faults so, and every server that is ill sends anything."""
    try:
        message = content(raw)
    except GatewayError:
        return GatewayError("try_again", "status 500")
    return fault(message) if message.tag == FAULT else GatewayError("try_again", "status 500")
