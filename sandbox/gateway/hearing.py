"""What a service says to the gateway, checked as the gateway would: XML, order of elements, lists of codes, signature.

Written from the description of the service (WSDL), not from our gateway's code.
"""

import hashlib
import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from lxml import etree

from sandbox.gateway.choices import WAYS

NS = {
    "soap": "http://schemas.xmlsoap.org/soap/envelope/",
    "a": "http://www.epaslaugos.lt/services/authentication",
    "h": "http://viisp.ivpk.lt/systemHealth",
    "d": "http://www.w3.org/2000/09/xmldsig#",
    "c": "http://www.w3.org/2001/10/xml-exc-c14n#",
}
ORDER = {
    "authenticationRequest": "pid (serviceTarget )?(authenticationProvider )*(authenticationAttribute )*"
    "(userInformation )*(proxyAuthenticationAttribute )*(proxyUserInformation )*(postbackUrl )?(customData )?"
    "Signature ",
    "authenticationDataRequest": "pid ticket (includeSourceData )?Signature ",
    "echo": "(echo )?",
}
LISTS = {
    "serviceTarget": {"citizen", "business", "provider"},
    "authenticationProvider": {*WAYS, "auth.lt.government.employee.card", "auth.stork", "auth.tsl.identity.card"},
    "authenticationAttribute": {"lt-personal-code", "lt-company-code", "lt-government-employee-code", "eidas-eid",
                                "iltu-personal-code", "login", "stork-eid", "tsl-serial-number"},
    "userInformation": {"id", "firstName", "lastName", "address", "email", "phoneNumber", "birthday", "companyName",
                        "nationality", "proxyType", "proxySource"},
}  # fmt: skip
SIGNED_WITH: dict[str, Any] = {
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1": hashes.SHA1(),  # noqa: S303 - what most services still use
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": hashes.SHA256(),
}
DIGESTED_WITH = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
}


class Wrong(Exception):
    """The service is told so by a fault: `name` is the exception of the description."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name, self.text = name, text


@dataclass(frozen=True)
class Heard:
    """One request: its name and its values by element."""

    name: str
    values: dict[str, list[str]]

    def one(self, name: str) -> str:
        return (self.values.get(name) or [""])[0]


def hear(raw: bytes, folder: Path) -> Heard:
    """The request in an envelope; `folder` holds the key of the service. Raises Wrong."""
    message = _message(raw)
    space, name = message.tag[1:].split("}")
    if name not in ORDER or space != NS["h" if name == "echo" else "a"]:
        raise Wrong("invalidXmlException", f"unknown element {name}")
    heard = Heard(name, _values(message, name))
    for one, codes in LISTS.items():
        if not codes.issuperset(heard.values.get(one, [])):
            raise Wrong("invalidXmlException", f"{one} holds an unknown code")
    if name != "echo":
        _check(message, folder)
    return heard


def _message(raw: bytes) -> Any:
    """What an envelope carries."""
    try:
        envelope = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Wrong("invalidXmlException", str(error)) from error
    found: Any = envelope.xpath("/soap:Envelope/soap:Body/*", namespaces=NS)
    if len(found) != 1:
        raise Wrong("invalidXmlException", "one element in the Body is expected")
    return found[0]


def _values(message: Any, name: str) -> dict[str, list[str]]:
    """The values by element, which must follow each other as the schema says."""
    names = [child.tag.rpartition("}")[2] for child in message]
    if not re.fullmatch(ORDER[name], "".join(f"{one} " for one in names)):
        raise Wrong("invalidXmlException", f"{name} does not fit the schema")
    values: dict[str, list[str]] = {}
    for child, one in zip(message, names, strict=True):
        values.setdefault(one, []).append(child.text or "")
    return values


def _check(message: Any, folder: Path) -> None:
    """The enveloped signature of a service. Raises Wrong."""
    key: Any = load_pem_public_key((folder / "savitarna-viisp.pub.pem").read_bytes())
    signature = message.find("d:Signature", NS)
    info, value = signature.find("d:SignedInfo", NS), signature.findtext("d:SignatureValue", "", NS)
    try:
        key.verify(b64decode(value), _plain(info), padding.PKCS1v15(), SIGNED_WITH[_said(info, "SignatureMethod")])
        if info.find("d:Reference", NS).get("URI") != "#" + message.attrib["id"]:
            raise Wrong("invalidSignatureException", "the signature is about something else")
        digest = hashlib.new(DIGESTED_WITH[_said(info, "Reference/d:DigestMethod")])
        wanted = b64decode(info.findtext("d:Reference/d:DigestValue", "", NS))
        message.remove(signature)
        digest.update(_plain(message))
    except (AttributeError, KeyError, ValueError, InvalidSignature) as error:
        raise Wrong("invalidSignatureException", "the signature does not fit") from error
    if digest.digest() != wanted:
        raise Wrong("invalidSignatureException", "the digest does not fit")


def _said(info: Any, path: str) -> str:
    return str(info.find(f"d:{path}", NS).get("Algorithm"))


def _plain(element: Any) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
