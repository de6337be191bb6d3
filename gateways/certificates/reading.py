"""Certificates from text and from files."""

import base64
import re
import warnings
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from gateways.errors import GatewayError, Untrusted

LONGEST = 20_000  # signs of base64; a certificate with an RSA key of 6144 bits takes 2,500
# Names that SK, the makers of test sets and our own stand-ins give to what nobody may rely on.
PRETENDING = re.compile(r"\b(test|demo|fake|sandbox|stand-?in)\b", re.IGNORECASE)


def read_base64(text: object) -> bytes:
    """Base64 in the one way that RFC 4648 writes it: no line breaks, no bits left over, so that no text can be
    changed without changing what it says. Raises ValueError."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise ValueError("no base64")
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("more than one way to write it")
    return found


def read_certificate(der_base64: object) -> x509.Certificate:
    """A certificate out of a service's answer, taken apart as a whole. Raises Untrusted("certificate") for whatever
    is none, so that nothing that reads it later meets a surprise."""
    try:
        der = read_base64(der_base64)
        certificate = x509.load_der_x509_certificate(der)
        _take_apart(certificate)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion) as error:
        raise Untrusted("certificate") from error
    if not der.endswith(b"\0" + certificate.signature):  # unused bits of a BIT STRING, which the library overlooks
        raise Untrusted("certificate")
    return certificate


def _take_apart(certificate: x509.Certificate) -> None:
    """Most of a certificate is only read when it is asked for."""
    with warnings.catch_warnings():
        # The CN of a Lithuanian Mobile-ID is longer than X.520 allows (mobile_id.json, mid-ident-03); nobody reads it.
        warnings.filterwarnings("ignore", "Attribute's length must be", UserWarning)
        parts = (certificate.extensions, certificate.subject, certificate.issuer, certificate.public_key())
    if certificate.version is not x509.Version.v3 or not all(parts):
        raise ValueError("a certificate without names, key or extensions")


def read_anchors(paths: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    """CA certificates from PEM files, any number in each. Raises GatewayError("broken") for a file that has none,
    and for a certificate that is no CA's: whoever owns it could not have issued anything."""
    anchors: list[x509.Certificate] = []
    for path in paths:
        try:
            found = x509.load_pem_x509_certificates(path.read_bytes())
        except (OSError, ValueError) as error:
            raise GatewayError("broken", f"{path} cannot be read as certificates: {type(error).__name__}") from error
        if not all(is_authority(certificate) for certificate in found):
            raise GatewayError("broken", f"{path} holds a certificate that is no CA's")
        anchors += found
    return tuple(anchors)


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether Basic Constraints say cA TRUE; absent is FALSE (RFC 5280 §4.2.1.9)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def is_test_anchor(certificate: x509.Certificate) -> bool:
    """Whether a CA says by its name that it is for tests or one of our stand-ins: no production may believe it."""
    return any(PRETENDING.search(str(part.value)) for part in (*certificate.subject, *certificate.issuer))
