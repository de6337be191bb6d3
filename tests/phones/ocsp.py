"""An OCSP request in raw HTTP, and its answer checked (RFC 6960)."""

import secrets

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.phones import Phones


def issuer_of(phones: Phones, name: str) -> x509.Certificate:
    """One of the certificates that the stand-ins' authority gives out."""
    return x509.load_pem_x509_certificate((phones.house.folder / "authority" / f"{name}.pem").read_bytes())


def ask(
    phones: Phones, leaf: x509.Certificate, issuer: str, digest: hashes.HashAlgorithm | None = None
) -> tuple[ocsp.OCSPResponse, bytes]:
    """The answer, and the nonce that was sent."""
    nonce = secrets.token_bytes(16)
    builder = ocsp.OCSPRequestBuilder().add_certificate(leaf, issuer_of(phones, issuer), digest or hashes.SHA1())
    asked = builder.add_extension(x509.OCSPNonce(nonce), False).build()
    headers = {"Content-Type": "application/ocsp-request"}
    told = phones.post("ocsp", data=asked.public_bytes(Encoding.DER), headers=headers)
    assert (told.status_code, told.headers["Content-Type"]) == (200, "application/ocsp-response")
    return ocsp.load_der_ocsp_response(told.content), nonce


def status(phones: Phones, leaf: x509.Certificate, issuer: str) -> str:
    """GOOD, REVOKED or UNKNOWN, said about this very certificate by who may say so, and in answer to us."""
    told, nonce = ask(phones, leaf, issuer)
    assert told.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL
    (responder,) = told.certificates
    responder.verify_directly_issued_by(issuer_of(phones, issuer))
    usage = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert ExtendedKeyUsageOID.OCSP_SIGNING in usage
    key = responder.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert told.signature_hash_algorithm
    key.verify(told.signature, told.tbs_response_bytes, ec.ECDSA(told.signature_hash_algorithm))
    assert told.serial_number == leaf.serial_number
    assert told.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce == nonce
    return told.certificate_status.name
