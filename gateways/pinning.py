"""Sessions that check a party's key before they say anything to it, and take nothing from the environment.

Source: smart-id.md §2: the SHA-256 of the SubjectPublicKeyInfo, because certificates change yearly and keys do not.
"""

import base64
import hashlib
from functools import partial
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

from gateways.errors import GatewayError

HEADERS = {"User-Agent": "savitarna", "Accept-Encoding": "identity"}


def pin(certificate: x509.Certificate) -> str:
    """The pin of a certificate's key: base64 SHA-256 of its SubjectPublicKeyInfo."""
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


class Pinned(HTTPSConnection):
    """A connection that ends after the handshake, before anything is asked, when the key is another one."""

    def __init__(self, *where: Any, pins: tuple[str, ...] = (), **how: Any) -> None:
        super().__init__(*where, **how)
        self.pins = pins

    def connect(self) -> None:
        """The handshake with every ordinary check, then the pins. Raises GatewayError("broken")."""
        super().connect()
        der = self.sock.getpeercert(binary_form=True)  # type: ignore[union-attr]  # the handshake is over
        if self.pins and pin(x509.load_der_x509_certificate(der)) not in self.pins:
            self.close()
            raise GatewayError("broken", f"{self.host}: the key is none of those that we pinned")


class PinnedPool(HTTPSConnectionPool):
    """The connections to one host."""

    ConnectionCls = Pinned

    def __init__(self, *where: Any, pins: tuple[str, ...], **how: Any) -> None:
        super().__init__(*where, **how)
        self.conn_kw["pins"] = pins


class PinningAdapter(HTTPAdapter):
    """What makes a requests session check pins: mount it for https://."""

    def __init__(self, pins: tuple[str, ...]) -> None:
        super().__init__()
        self.poolmanager.pool_classes_by_scheme = {"https": partial(PinnedPool, pins=pins)}


class Direct(requests.Session):
    """A session that goes where it was sent and nowhere else."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: a redirect is an answer like any other, for no party of ours has a reason to send one."""
        return None


def open_session(scheme: str, pins: tuple[str, ...], authority: str) -> requests.Session:
    """A new session for one scheme ("" for both): no proxy, no cookie, no redirect, no netrc.

    `authority` is a PEM file of the CAs to believe instead of the public ones, "" for these.
    """
    session = Direct()
    session.trust_env = False
    session.verify = authority or True
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers.update(HEADERS)
    session.adapters.clear()
    if scheme in ("", "https"):
        session.mount("https://", PinningAdapter(pins))
    if scheme in ("", "http"):
        session.mount("http://", HTTPAdapter())
    return session
