"""What a responder's answer says, and whether it may be believed. Pure."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from gateways.errors import Untrusted

# SK answers out of its register and sends no nextUpdate, so the age is ours to limit; clocks may differ a little.
MAXIMUM_AGE = timedelta(minutes=10)
AHEAD = timedelta(minutes=2)
SEALS = (SHA256, SHA384, SHA512)


def read_answer(
    der: bytes, certificate: x509.Certificate, issuer: x509.Certificate, moment: datetime, nonce: bytes = b""
) -> None:
    """Nothing when this answer says that the certificate is good at this moment; pure.

    `nonce` is what we sent: a responder may leave it out, and may not change it. Raises Untrusted.
    """
    try:
        answer = ocsp.load_der_ocsp_response(der)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise Untrusted(f"ocsp {answer.response_status.name.lower()}", away=True)
        single = _about(answer, certificate, issuer)
        _check_seal(answer, _responder(answer, issuer, moment))
        _check_age(single, moment)
        _check_nonce(answer, nonce)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise Untrusted("ocsp malformed") from error
    if single.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise Untrusted(f"ocsp {single.certificate_status.name.lower()}")


def _about(
    answer: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate
) -> ocsp.OCSPSingleResponse:
    """The one part of the answer that is about this certificate of this issuer."""
    found = [single for single in answer.responses if _is_about(single, certificate, issuer)]
    if len(found) != 1:
        raise Untrusted("ocsp of another certificate")
    return found[0]


def _is_about(single: ocsp.OCSPSingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    ours = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, single.hash_algorithm).build()
    return (single.serial_number, single.issuer_name_hash, single.issuer_key_hash) == (
        ours.serial_number,
        ours.issuer_name_hash,
        ours.issuer_key_hash,
    )


def _responder(answer: ocsp.OCSPResponse, issuer: x509.Certificate, moment: datetime) -> x509.Certificate:
    """Who answered: the issuer itself, or one whom it charged with answering (RFC 6960 §4.2.2.2)."""
    for candidate in (issuer, *answer.certificates):
        if _is_named(answer, candidate) and (candidate == issuer or _is_charged(candidate, issuer, moment)):
            return candidate
    raise Untrusted("ocsp responder")


def _is_named(answer: ocsp.OCSPResponse, candidate: x509.Certificate) -> bool:
    if answer.responder_name is not None:
        return answer.responder_name == candidate.subject
    key = x509.SubjectKeyIdentifier.from_public_key(candidate.public_key())  # SHA-1 of the key, as RFC 6960 has it
    return answer.responder_key_hash == key.digest


def _is_charged(candidate: x509.Certificate, issuer: x509.Certificate, moment: datetime) -> bool:
    """A CA vouches for its responder as long as the certificate runs; whether that is revoked is not asked."""
    try:
        candidate.verify_directly_issued_by(issuer)
        purposes = candidate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return False  # a stranger's certificate spoils nothing: the right one may stand beside it
    in_force = candidate.not_valid_before_utc <= moment <= candidate.not_valid_after_utc
    return in_force and ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _check_seal(answer: ocsp.OCSPResponse, responder: x509.Certificate) -> None:
    """A SHA-1 seal is refused: the nonce lets anybody choose a part of what is sealed."""
    digest, key = answer.signature_hash_algorithm, responder.public_key()
    if not isinstance(digest, SEALS):
        raise Untrusted("ocsp signature")
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(digest))
        else:
            raise Untrusted("ocsp signature")
    except InvalidSignature as error:
        raise Untrusted("ocsp signature") from error


def _check_age(single: ocsp.OCSPSingleResponse, moment: datetime) -> None:
    """thisUpdate is when this was known to be so; it is never later than when it was signed."""
    ends = single.next_update_utc
    if not moment - MAXIMUM_AGE <= single.this_update_utc <= moment + AHEAD:
        raise Untrusted("ocsp age")
    if ends is not None and ends < moment - AHEAD:
        raise Untrusted("ocsp age")


def _check_nonce(answer: ocsp.OCSPResponse, nonce: bytes) -> None:
    try:
        echoed = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return
    if nonce and echoed != nonce:
        raise Untrusted("ocsp nonce")
