"""Running stand-ins of Smart-ID, Mobile-ID, their certificates and the phone."""

import secrets
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from cryptography import x509
from cryptography.x509.verification import ExtensionPolicy, PolicyBuilder, Store, VerificationError
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from sandbox.asked import House, Terms
from sandbox.mounting import phones

QUICK = Terms(answers_after=0.05, lasts=60, poll=2, late=0.4, hangs=1.5)


@dataclass(frozen=True)
class Phones:
    """Where they run. Every path is from /sandbox on: `phones.post("smart-id/v3/…", …)`."""

    address: str
    house: House

    def get(self, path: str, **more: Any) -> requests.Response:
        return requests.get(f"{self.address}/sandbox/{path}", timeout=10, allow_redirects=False, **more)

    def post(self, path: str, **more: Any) -> requests.Response:
        return requests.post(f"{self.address}/sandbox/{path}", timeout=10, allow_redirects=False, **more)


def is_trusted(phones: Phones, leaf: x509.Certificate, anchor: str) -> bool:
    """Whether a path leads from the certificate to this issuer's now (smart-id.md §11)."""
    folder = phones.house.folder / "authority"
    issuers = [x509.load_pem_x509_certificate((folder / f"{anchor}.pem").read_bytes())]
    between = [] if anchor != "root" else [
        x509.load_pem_x509_certificate((folder / f"{name}-ca.pem").read_bytes()) for name in ("smart-id", "mobile-id")
    ]  # fmt: skip
    policy = PolicyBuilder().store(Store(issuers)).time(datetime.now(UTC))
    policy = policy.extension_policies(
        ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=ExtensionPolicy.permit_all()
    )
    try:
        policy.build_client_verifier().verify(leaf, between)
    except VerificationError:
        return False
    return True


@contextmanager
def serving(folder: Path, terms: Terms = QUICK) -> Iterator[Phones]:
    """The stand-ins on a free port of this machine, in threads, until the block ends."""
    server = make_server("127.0.0.1", 0, NotFound(), threaded=True)
    house = House(folder, f"http://127.0.0.1:{server.server_port}", terms=terms)
    server.app = DispatcherMiddleware(NotFound(), phones(house))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Phones(house.address, house)
    server.shutdown()
    server.server_close()
    thread.join()


def mobile_id_request(phone: str, code: str, **more: Any) -> dict[str, Any]:
    """A Mobile-ID request; `more` replaces fields, None leaves them out."""
    sent = {
        "relyingPartyUUID": "00000000-0000-0000-0000-000000000000",
        "relyingPartyName": "DEMO",
        "phoneNumber": phone,
        "nationalIdentityNumber": code,
        "hash": b64encode(secrets.token_bytes(64)).decode(),
        "hashType": "SHA512",
        "language": "LIT",
        "displayText": "Prisijungimas prie savitarnos",
        "displayTextFormat": "GSM-7",
    }
    return {name: value for name, value in {**sent, **more}.items() if value is not None}
