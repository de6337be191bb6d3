"""What stands in a certificate that `read_certificate` gave: read by OID, never by the CN (smart-id.md §11)."""

import re

from cryptography import x509
from cryptography.x509 import ExtensionNotFound, ObjectIdentifier
from cryptography.x509.oid import NameOID

from gateways.errors import Untrusted

# RFC 5280 §4.2.1.3, by the names of the standard; encipherOnly and decipherOnly mean nothing to us.
USAGES = {
    "digitalSignature": "digital_signature",
    "nonRepudiation": "content_commitment",
    "keyEncipherment": "key_encipherment",
    "dataEncipherment": "data_encipherment",
    "keyAgreement": "key_agreement",
    "keyCertSign": "key_cert_sign",
    "cRLSign": "crl_sign",
}
PREFIXED = re.compile(r"PNO([A-Z]{2})-([0-9A-Za-z-]{1,32})", re.ASCII)  # ETSI EN 319 412-1 §5.1.3
BARE = re.compile(r"[0-9]{11}", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


def policies(certificate: x509.Certificate) -> frozenset[str]:
    """The certificate policies as dotted numbers."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except ExtensionNotFound:
        return frozenset()
    return frozenset(policy.policy_identifier.dotted_string for policy in found)


def key_usage(certificate: x509.Certificate) -> frozenset[str]:
    """What the key is for: digitalSignature, nonRepudiation, keyEncipherment, … Empty when nothing is said."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except ExtensionNotFound:
        return frozenset()
    return frozenset(name for name, attribute in USAGES.items() if getattr(found, attribute))


def eku(certificate: x509.Certificate) -> frozenset[str]:
    """The extended key usages as dotted numbers. Empty when nothing is said."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except ExtensionNotFound:
        return frozenset()
    return frozenset(usage.dotted_string for usage in found)


def subject_person(certificate: x509.Certificate) -> tuple[str, str, str, str]:
    """Country, personal code, given and family name of the person whom a certificate is about.

    The serialNumber is `PNOLT-36009067968`, or bare `60001019906` with the country in the subject's C, as Mobile-ID
    has it. Raises Untrusted("identity") for any other form: passport numbers, codes of companies, two of them.
    """
    serial = _only(certificate, NameOID.SERIAL_NUMBER)
    prefixed = PREFIXED.fullmatch(serial)
    country, code = prefixed.groups() if prefixed else (_only(certificate, NameOID.COUNTRY_NAME), serial)
    if not prefixed and not (BARE.fullmatch(code) and COUNTRY.fullmatch(country)):
        raise Untrusted("identity")
    return country, code, _only(certificate, NameOID.GIVEN_NAME), _only(certificate, NameOID.SURNAME)


def _only(certificate: x509.Certificate, oid: ObjectIdentifier) -> str:
    """The one value of this part of the subject, "" when there is none."""
    found = certificate.subject.get_attributes_for_oid(oid)
    if len(found) > 1 or not all(isinstance(part.value, str) for part in found):
        raise Untrusted("identity")
    return str(found[0].value) if found else ""
