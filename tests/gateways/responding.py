"""A responder that answers for CAs by OCSP over HTTP."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.x509 import ocsp
from werkzeug import Request, Response

from tests.gateways.authority import MOMENT, Owner, vouched
from tests.gateways.serving import serving


@dataclass
class Responder:
    """`known` are the certificates it knows with their issuers; what is in `gone` is revoked."""

    known: list[tuple[x509.Certificate, Owner]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    asked: list[int] = field(default_factory=list)
    moment: datetime = MOMENT
    status: int = 200
    failures: int = 0  # so many answers are missing first
    url: str = ""

    def __call__(self, environ, start_response):
        return self.answered(Request(environ))(environ, start_response)

    def answered(self, request: Request) -> Response:
        question = ocsp.load_der_ocsp_request(request.get_data())
        self.asked.append(question.serial_number)
        if self.failures:
            self.failures -= 1
            return Response("busy", 503)
        certificate, issuer = next(pair for pair in self.known if pair[0].serial_number == question.serial_number)
        revoked = certificate.serial_number in self.gone
        status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
        nonce = question.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
        answer = vouched(certificate, issuer, moment=self.moment, nonce=nonce, status=status)
        return Response(answer, self.status, content_type="application/ocsp-response")


@contextlib.contextmanager
def responding(*known: tuple[x509.Certificate, Owner]) -> Iterator[Responder]:
    responder = Responder(list(known))
    with serving(responder) as responder.url:
        yield responder
