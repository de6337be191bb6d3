"""The XML signature of VIISP: enveloped in the message, exclusive c14n, RSA PKCS#1 v1.5 (knowledge/viisp.md §6).

What a KeyInfo says is written for the other side and never read: anyone can put a key there. SHA-1 is still what the
real service signs with; forging such an answer needs a second preimage, which nobody has found, not a collision.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, Hash, HashAlgorithm
from lxml import etree

from gateways.errors import GatewayError
from gateways.viisp.canonical import canonical
from gateways.viisp.soap import parsed

DSIG = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = f"{DSIG}enveloped-signature"
UNPREFIXED: Any = {None: DSIG}
SIGNATURE, INCLUSIVE = f"{{{DSIG}}}Signature", f"{{{EXCLUSIVE}}}InclusiveNamespaces"
HASHES: dict[str, HashAlgorithm] = {"sha1": SHA1(), "sha256": SHA256()}  # noqa: S303 - see above
METHODS = {"sha1": f"{DSIG}rsa-sha1", "sha256": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}
DIGESTS = {"sha1": f"{DSIG}sha1", "sha256": "http://www.w3.org/2001/04/xmlenc#sha256"}


def sign(message: etree._Element, key: RSAPrivateKey, algorithm: str) -> None:
    """Append the Signature to a message that has an `id` and stands in its final envelope.

    `algorithm` is "sha256" or "sha1", for the digest and the signature alike.
    """
    digest = _digest(canonical(message), algorithm)
    signature = etree.SubElement(message, SIGNATURE, nsmap=UNPREFIXED)
    info = _part(signature, "SignedInfo")
    _part(info, "CanonicalizationMethod", Algorithm=EXCLUSIVE)
    _part(info, "SignatureMethod", Algorithm=METHODS[algorithm])
    reference = _part(info, "Reference", URI=f"#{message.get('id')!s}")
    transforms = _part(reference, "Transforms")
    _part(transforms, "Transform", Algorithm=ENVELOPED)
    _part(transforms, "Transform", Algorithm=EXCLUSIVE)
    _part(reference, "DigestMethod", Algorithm=DIGESTS[algorithm])
    _part(reference, "DigestValue", digest)
    _part(signature, "SignatureValue", key.sign(canonical(info), PKCS1v15(), HASHES[algorithm]))
    numbers = key.public_key().public_numbers()
    value = _part(_part(_part(signature, "KeyInfo"), "KeyValue"), "RSAKeyValue")
    _part(value, "Modulus", numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big"))
    _part(value, "Exponent", numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8, "big"))


def verified(message: etree._Element, keys: Iterable[RSAPublicKey]) -> etree._Element:
    """The message (the only one in its document) as one of the pinned `keys` signed it.

    What is given back is read anew from the bytes whose digest was compared: values come from there and from nowhere
    else. Raises GatewayError("broken") with the name of the step that failed.
    """
    signatures = list(message.getroottree().iter(SIGNATURE))
    if len(signatures) != 1 or signatures[0].getparent() is not message or signatures[0].getnext() is not None:
        raise _refused("there must be one, at the end of the message")
    info, value = _parts(signatures[0], ("SignedInfo", "SignatureValue"), ("KeyInfo",))
    canonicalisation, method, reference = _parts(info, ("CanonicalizationMethod", "SignatureMethod", "Reference"))
    transforms, digest_method, digest_value = _parts(reference, ("Transforms", "DigestMethod", "DigestValue"))
    enveloped, exclusive = _parts(transforms, ("Transform", "Transform"))
    if reference.get("URI") != f"#{_own_id(message)}":
        raise _refused("it refers to something else")
    if enveloped.get("Algorithm") != ENVELOPED or len(enveloped):
        raise _refused("an unknown transform")
    hashed, digested = _algorithm(method, METHODS), _algorithm(digest_method, DIGESTS)
    text = canonical(info, _prefixes(canonicalisation))
    if not any(_fits(key, _bytes(value), text, HASHES[hashed]) for key in keys):
        raise _refused("it is by another key")
    signed = canonical(message, _prefixes(exclusive), enveloped=True)
    if not hmac.compare_digest(_digest(signed, digested), _bytes(digest_value)):
        raise _refused("the message was changed")
    return parsed(signed)


def _own_id(message: etree._Element) -> str:
    """The message's `id`, which nothing else in the document has, under whatever spelling or namespace of ID."""
    own = str(message.get("id", ""))
    ids = [value for node in message.getroottree().iter() for name, value in node.items() if _is_id(str(name))]
    if not own or ids.count(own) != 1:
        raise _refused("the id is missing or not the only one")
    return own


def _is_id(name: str) -> bool:
    return name.rpartition("}")[2].lower() == "id"


def _parts(parent: etree._Element, names: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[etree._Element]:
    """The named children of an element of the signature; it must have these, in this order, and no others."""
    tags = [child.tag for child in parent]
    known = [f"{{{DSIG}}}{name}" for name in (*names, *optional)]
    if tags not in (known[: len(names)], known):
        raise _refused(f"its {etree.QName(parent).localname} has other parts")
    return list(parent)[: len(names)]


def _prefixes(method: etree._Element) -> list[str]:
    """The PrefixList of an exclusive canonicalisation: namespaces that it keeps though no name uses them."""
    if method.get("Algorithm") != EXCLUSIVE or [child.tag for child in method] not in ([], [INCLUSIVE]):
        raise _refused("an unknown canonicalisation")
    prefixes = str(method[0].get("PrefixList", "")).split() if len(method) else []
    if "#default" in prefixes:
        raise _refused("a PrefixList with #default, which lxml would pass over")
    return prefixes


def _algorithm(method: etree._Element, allowed: dict[str, str]) -> str:
    for name, uri in allowed.items():
        if method.get("Algorithm") == uri and not len(method):
            return name
    raise _refused("an unknown algorithm")


def _fits(key: RSAPublicKey, signature: bytes, text: bytes, algorithm: HashAlgorithm) -> bool:
    try:
        key.verify(signature, text, PKCS1v15(), algorithm)
    except InvalidSignature:
        return False
    return True


def _digest(text: bytes, algorithm: str) -> bytes:
    digest = Hash(HASHES[algorithm])
    digest.update(text)
    return digest.finalize()


def _bytes(element: etree._Element) -> bytes:
    """What an element holds in base64, which may be broken into lines."""
    try:
        return b64decode("".join((element.text or "").split()), validate=True)
    except ValueError as error:
        raise _refused("base64") from error


def _part(parent: etree._Element, name: str, content: bytes = b"", **attributes: str) -> etree._Element:
    part = etree.SubElement(parent, f"{{{DSIG}}}{name}", attributes)
    part.text = b64encode(content).decode() or None
    return part


def _refused(step: str) -> GatewayError:
    return GatewayError("broken", f"signature: {step}")
