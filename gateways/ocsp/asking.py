"""The question about a certificate, and whom it is put to."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from gateways.errors import GatewayError, Untrusted
from gateways.ocsp.answer import read_answer

Post = Callable[[str, bytes, str, float], tuple[int, bytes]]  # url, body, content type, seconds → status, body

KEPT = timedelta(minutes=5)
SECONDS = 3.0
TRIES = 2  # a packet may get lost, and the person has typed their PIN already
_good_at: dict[tuple[x509.Certificate, x509.Certificate, str], datetime] = {}


def check_revocation(
    certificate: x509.Certificate, issuer: x509.Certificate, url: str, moment: datetime, post: Post
) -> None:
    """Ask whether the certificate is still good. `url` is the responder's, "" for the one that the certificate names.

    `issuer` must be verified before: its key says who may answer. Raises Untrusted with the step that failed, `away`
    when no answer could be had.
    """
    nonce = secrets.token_bytes(32)  # RFC 9654
    question = _question(certificate, issuer, nonce).public_bytes(Encoding.DER)
    read_answer(_asked(url or _named_by(certificate), question, post), certificate, issuer, moment, nonce)


def check_recently(
    certificate: x509.Certificate, issuer: x509.Certificate, url: str, moment: datetime, post: Post
) -> None:
    """The same for a CA, not asked again for minutes when it was good. Never for a person's certificate."""
    key = (certificate, issuer, url)
    if key in _good_at and timedelta(0) <= moment - _good_at[key] < KEPT:
        return
    check_revocation(certificate, issuer, url, moment, post)
    _good_at[key] = moment


def _question(certificate: x509.Certificate, issuer: x509.Certificate, nonce: bytes) -> ocsp.OCSPRequest:
    """SHA-1 is what every responder understands; here it names a certificate and seals nothing."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1())  # noqa: S303
    return builder.add_extension(x509.OCSPNonce(nonce), critical=False).build()


def _named_by(certificate: x509.Certificate) -> str:
    try:
        places = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        places = x509.AuthorityInformationAccess([])
    for place in places:
        if place.access_method == AuthorityInformationAccessOID.OCSP:
            return str(place.access_location.value)
    raise Untrusted("ocsp nowhere")


def _asked(url: str, question: bytes, post: Post) -> bytes:
    reason = ""
    for _ in range(TRIES):
        try:
            status, body = post(url, question, "application/ocsp-request", SECONDS)
        except GatewayError as error:
            reason = error.kind
        else:
            if status == 200:
                return body
            reason = f"http {status}"
    raise Untrusted(f"ocsp {reason}", away=True)
