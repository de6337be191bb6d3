"""A path to an anchor walked by hand, for the certificates that the verifier of `cryptography` cannot take.

SK wrote the dates of the CAs and cards that run to 2030-12-17 as GeneralizedTime, where RFC 5280 §4.1.2.5 wants
UTCTime before 2050; the verifier refuses them for that alone (mobile_id.json: every EID-SK 2016 and ESTEID-SK 2015).
Stricter than RFC 5280 otherwise: no constraint of directory names, no unknown critical extension, four certificates
at most. Constraints of host names and addresses, which SK's CAs have, are about names that we never read.
"""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512

from gateways.certificates.contents import key_usage
from gateways.certificates.reading import is_authority

LONGEST = 4  # certificates of a path
KNOWN = (x509.BasicConstraints, x509.KeyUsage, x509.ExtendedKeyUsage, x509.CertificatePolicies)


def walk(
    path: Sequence[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    intermediates: Sequence[x509.Certificate],
    moment: datetime,
) -> list[x509.Certificate] | None:
    """The path (at first the leaf alone) up to an anchor, every link verified at this moment; None without any."""
    if not _is_sound(path[-1], moment):
        return None
    for issuer in (*anchors, *intermediates):
        if issuer in path or not _has_issued(issuer, path):
            continue
        longer = [*path, issuer]
        if issuer in anchors:
            return longer if _is_sound(issuer, moment) else None
        found = walk(longer, anchors, intermediates, moment) if len(longer) < LONGEST else None
        if found:
            return found
    return None


def _is_sound(certificate: x509.Certificate, moment: datetime) -> bool:
    """In force, with a key that is long enough, and nothing critical in it that we would not heed."""
    key = certificate.public_key()
    strong = isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)) and key.key_size >= (
        2048 if isinstance(key, rsa.RSAPublicKey) else 256
    )
    heeded = all(isinstance(part.value, KNOWN) for part in certificate.extensions if part.critical)
    return strong and heeded and certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def _has_issued(issuer: x509.Certificate, path: Sequence[x509.Certificate]) -> bool:
    """Whether this CA signed the last of the path, and may stand above so many."""
    if not is_authority(issuer) or "keyCertSign" not in key_usage(issuer):
        return False
    most = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
    if most is not None and len(path) - 1 > most:
        return False
    if _constrains_people(issuer):
        return False
    try:
        path[-1].verify_directly_issued_by(issuer)
        return isinstance(path[-1].signature_hash_algorithm, (SHA256, SHA384, SHA512))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False


def _constrains_people(issuer: x509.Certificate) -> bool:
    for part in issuer.extensions:
        if isinstance(part.value, x509.NameConstraints):
            names = (*(part.value.permitted_subtrees or ()), *(part.value.excluded_subtrees or ()))
            return any(isinstance(name, x509.DirectoryName) for name in names)
    return False
