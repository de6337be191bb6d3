"""Answers of the gateway for the tests of viisp: the published examples, and others with a key of our own."""

import json
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from lxml import etree
from signxml import XMLSigner, methods

from sandbox.gateway import telling

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("viisp.json").read_text("utf-8"))
PINNED = {name: load_pem_public_key(pem.encode()) for name, pem in EXAMPLES["pinned_keys"].items()}
SIGNED = {case["id"]: case for case in EXAMPLES["signed_answers"]}
BANK_LOGIN = SIGNED["viisp-c01"]["xml"]
KEY, STRANGER = generate_private_key(65537, 2048), generate_private_key(65537, 2048)
CUSTOM = "0f3c5f1e8a7b4d29b6c1d2e3f4a5b6c7"


def pinned(case_id: str) -> list[RSAPublicKey]:
    """The key that the examples name for a case."""
    real = case_id.startswith("viisp-s01")
    return [PINNED["for viisp-s01" if real else "for constructed cases"]]


def pairs(element: str, key: str, values: dict[str, str]) -> str:
    """Repeated elements of names and values; an attribute's value is bare, a piece of information is wrapped."""

    def value(text: str) -> str:
        if key == "attribute":
            return telling.text("value", text)
        return telling.tag("value", telling.text("stringValue", text) if text else "")

    return "".join(telling.tag(element, telling.text(key, name) + value(text)) for name, text in values.items())


def data_answer(
    provider: str = "auth.lt.bank",
    attributes: dict[str, str] | None = None,
    information: dict[str, str] | None = None,
    more: str = "",
    custom: str | None = CUSTOM,
    algorithm: str = "sha1",
    key=KEY,
) -> bytes:
    """An authenticationDataResponse that KEY (or `key`) has signed; by default Ona's login through a bank."""
    attributes = {"lt-personal-code": "48506151233"} if attributes is None else attributes
    information = {"firstName": "ONA", "lastName": "PAVYZDIENĖ"} if information is None else information
    content = (
        (telling.text("authenticationProvider", provider) if provider else "")
        + pairs("authenticationAttribute", "attribute", attributes)
        + pairs("userInformation", "information", information)
        + more
        + (telling.text("customData", custom) if custom is not None else "")
    )
    return telling.signed("authenticationDataResponse", content, key, algorithm).encode()


def message_of(xml: str) -> str:
    """The text of the signed message inside an envelope."""
    found = re.search(r"<authentication:(authentication\w*Response).*</authentication:\1>", xml, re.DOTALL)
    assert found
    return found[0]


def signed_by_signxml(xml: str, key=KEY) -> bytes:
    """The same envelope with its message signed by the library signxml, which shares no code with ours."""
    unused = ' xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"'  # lxml would rename the prefix of what was signed
    envelope = etree.fromstring(xml.replace(unused, "").encode())
    message = envelope[-1][0]
    for old in message.findall("{*}Signature"):
        message.remove(old)
    signer = XMLSigner(methods.enveloped, "rsa-sha256", "sha256", "http://www.w3.org/2001/10/xml-exc-c14n#")
    signed = signer.sign(
        message, key=key, reference_uri="#uniqueId", id_attribute="id", inclusive_ns_prefixes=["authentication"]
    )
    envelope[-1].replace(message, signed)
    return etree.tostring(envelope)
