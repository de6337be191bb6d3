"""The OCSP responder of the test authority (RFC 6960): POST in, a signed answer out, without nextUpdate as SK's."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from werkzeug.wrappers import Request, Response

from sandbox.asked import House, line
from sandbox.asked.faults import switched
from sandbox.authority.issuers import ISSUERS, ROOT, certificate_of, issuer_of
from sandbox.authority.papers import status_of

ASKED, TOLD = "application/ocsp-request", "application/ocsp-response"
STATUSES = {
    "good": ocsp.OCSPCertStatus.GOOD,
    "revoked": ocsp.OCSPCertStatus.REVOKED,
    "unknown": ocsp.OCSPCertStatus.UNKNOWN,
}


def create_ocsp(house: House) -> Any:
    """The responder as a WSGI app. It answers at its very address: a client that posts follows no redirects."""

    @Request.application
    def responder(request: Request) -> Response:
        fault = switched(house.folder, "ocsp")
        broken = line.broken(request.environ, fault, house.terms.hangs)
        if broken is not None:
            return broken
        if request.method != "POST" or request.mimetype != ASKED:
            return Response("POST application/ocsp-request", 405 if request.method != "POST" else 415)
        if fault:
            return _told(_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER))
        return _told(answer(house.folder, request.get_data()))

    return responder


def _told(content: bytes) -> Response:
    return Response(content, mimetype=TOLD)


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)


def answer(folder: Path, content: bytes) -> bytes:
    """The answer to a request, both in DER."""
    try:
        asked = ocsp.load_der_ocsp_request(content)
        serial = asked.serial_number
    except (ValueError, NotImplementedError):  # the latter: more than one certificate in a request
        return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    issuer = next((name for name in ISSUERS if _is_about(asked, certificate_of(folder, name))), None)
    if issuer is None:
        return _unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    status = _status(folder, issuer, serial)
    responder, now = issuer_of(folder, f"{issuer}-ocsp"), datetime.now(UTC)
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        asked.issuer_name_hash, asked.issuer_key_hash, serial, asked.hash_algorithm,
        STATUSES[status], now, None, now if status == "revoked" else None, None,
    )  # fmt: skip
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
    builder = builder.certificates([responder.certificate])
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, False)
    return builder.sign(responder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _is_about(asked: ocsp.OCSPRequest, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    wanted = asked.issuer_name_hash, asked.issuer_key_hash
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return wanted == tuple(_digest(asked.hash_algorithm, part) for part in (issuer.subject.public_bytes(), point))


def _digest(algorithm: hashes.HashAlgorithm, content: bytes) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(content)
    return digest.finalize()


def _status(folder: Path, issuer: str, serial: int) -> str:
    if issuer != ROOT:
        return status_of(folder, issuer, serial)
    issued = {certificate_of(folder, name).serial_number for name in ISSUERS}
    return "good" if serial in issued else "unknown"
