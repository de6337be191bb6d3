"""SOAP 1.1 around the messages of VIISP: an envelope for what we say, a careful reading of what comes back.

Source: knowledge/viisp.md §3 (frame, faults) and §6 (steps 1 and 2 of checking an answer).
"""

import re

from lxml import etree

from gateways.errors import GatewayError, Kind

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGE = "http://www.epaslaugos.lt/services/authentication"
ENVELOPE, HEADER, BODY, FAULT = (f"{{{SOAP}}}{name}" for name in ("Envelope", "Header", "Body", "Fault"))
LARGEST = 256 * 1024  # bytes; a whole answer with its signature has about four thousand
# The service says so when it does not believe or understand us: only whoever runs this site can mend that.
OUR_FAULTS = ("invalidSignatureException", "invalidXmlException")


def parsed(raw: bytes) -> etree._Element:
    """The root element of XML text in UTF-8, as plain as a signed message is: elements, attributes and text only.

    Raises GatewayError("broken") for everything else. The encoding is ours to say: one that the text declares could
    hide a DOCTYPE. Comments are left out by the canonicalisation, so that a stranger could cut a signed value in two.
    """
    if len(raw) > LARGEST:
        raise GatewayError("broken", "the answer is too large")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw, re.IGNORECASE):
        raise GatewayError("broken", "the answer has a DOCTYPE")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise GatewayError("broken", "the answer is no XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise GatewayError("broken", "the answer has a DOCTYPE")
    if any(not isinstance(node.tag, str) for node in root.iter()):
        raise GatewayError("broken", "the answer has a comment, an instruction or an entity")
    return root


def content(raw: bytes) -> etree._Element:
    """The one element that an envelope carries, a fault perhaps. Raises GatewayError("broken") for another shape."""
    envelope = parsed(raw)
    shape = [child.tag for child in envelope]
    if envelope.tag != ENVELOPE or shape not in ([BODY], [HEADER, BODY]):
        raise GatewayError("broken", "the answer is no SOAP envelope")
    if len(envelope[-1]) != 1 or len(list(envelope.iter(BODY))) != 1:
        raise GatewayError("broken", "the answer must say one thing")
    return envelope[-1][0]


def said(raw: bytes, name: str) -> etree._Element:
    """The content of an envelope, which must have this name (in Clark's notation).

    Raises GatewayError: "broken" for another shape or name, and what `fault` says when it is a fault.
    """
    message = content(raw)
    if message.tag == FAULT:
        raise fault(message)
    if message.tag != name:
        raise GatewayError("broken", "the answer says something else")
    return message


def fault(element: etree._Element) -> GatewayError:
    """What a soap:Fault means: "broken" when our side is wrong, "refused" for every other no.

    The service's own sentence may name a person and stays out of the reason.
    """
    told = [name for name in OUR_FAULTS if element.find(f"detail/{{{MESSAGE}}}{name}") is not None]
    kind: Kind = "broken" if told else "refused"
    code = re.fullmatch(r"(?:[\w-]{1,40}:)?([A-Za-z.]{1,40})", (element.findtext("faultcode") or "").strip(), re.ASCII)
    return GatewayError(kind, f"fault {told[0] if told else code[1] if code else 'without a code'}")


def wrapped(tag: str, prefix: str) -> etree._Element:
    """A new message (its name in Clark's notation), alone in the Body of a new envelope."""
    envelope = etree.Element(ENVELOPE, nsmap={"soap": SOAP})
    body = etree.SubElement(envelope, BODY)
    return etree.SubElement(body, tag, nsmap={prefix: etree.QName(tag).namespace or ""})


def written(message: etree._Element) -> bytes:
    """The whole document of a message as it is sent. Nothing is indented: white space would be signed text."""
    return etree.tostring(message.getroottree(), xml_declaration=True, encoding="UTF-8")
