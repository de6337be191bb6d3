"""What a person's certificate must say, once its chain is believed: policies, purpose, level, whose it is.

Each function is one step of knowledge/smart-id.md §11 and raises Untrusted with the step's name.
"""

from cryptography import x509
from cryptography.x509.oid import NameOID

from gateways.certificates import Untrusted, eku, key_usage, policies, subject_person
from gateways.smart_id.answer import Answer
from gateways.smart_id.request import Request
from rules.identity import Identity, Level

LEVELS = ("ADVANCED", "QUALIFIED")  # weakest first
STRENGTH: dict[str, Level] = {"ADVANCED": "substantial", "QUALIFIED": "high"}
# SK's policy for Smart-ID, and NCP or NCP+ of ETSI EN 319 411-1: both are needed.
POLICIES = {
    "QUALIFIED": {"1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"},
    "ADVANCED": {"1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1"},
}
SMART_ID_AUTHENTICATION = "1.3.6.1.4.1.62306.5.7.0"  # in certificates issued from April 2025
CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2"  # in older ones
OLDER_USAGE = {"digitalSignature", "keyEncipherment", "dataEncipherment"}


def check_policies(certificate: x509.Certificate, level: str) -> None:
    """Step 6: the certificate bears both policies of the level that the answer tells."""
    if level not in POLICIES or not policies(certificate) >= POLICIES[level]:
        raise Untrusted("certificate policies")


def check_purpose(certificate: x509.Certificate) -> None:
    """Step 7: made for authentication. One for signing (nonRepudiation) never is, whatever else it says."""
    usage, purposes = key_usage(certificate), eku(certificate)
    newer = "digitalSignature" in usage and SMART_ID_AUTHENTICATION in purposes
    older = usage >= OLDER_USAGE and CLIENT_AUTHENTICATION in purposes
    if "nonRepudiation" in usage or not (newer or older):
        raise Untrusted("certificate purpose")


def reaches(told: str, asked: str) -> bool:
    """Step 8: whether the certificate's level is at least the one that we asked for."""
    return told in LEVELS and LEVELS.index(told) >= LEVELS.index(asked)


def identity_of(certificate: x509.Certificate, request: Request, answer: Answer) -> Identity:
    """Step 9: whose certificate it is; the very person and document that we asked for, if we asked for one.

    A serial number without PNO and country is refused: bare digits belong to people of several countries.
    """
    country, code, given_name, family_name = subject_person(certificate)
    identity = Identity(
        kind="PNO",
        country=country,
        code=code,
        given_name=given_name,
        family_name=family_name,
        method="smart-id",
        level=STRENGTH[answer.level],
        document=answer.document,
    )
    serials = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    if [part.value for part in serials] != [identity.key] or request.person not in ("", identity.key):
        raise Untrusted("identity")
    if not answer.document.startswith(f"{identity.key}-") or request.document not in ("", answer.document):
        raise Untrusted("document")
    return identity
