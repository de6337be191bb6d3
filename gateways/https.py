"""One way to speak to an outside party, by http messages over a line that is checked.

Sources: smart-id.md §2 and mobile-id.md §1 (pins), security.md §1 (time-outs, no redirects, certificates checked).
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from gateways.errors import GatewayError
from gateways.pinning import open_session
from gateways.pinning import pin as pin

LOCAL = ("127.0.0.1", "localhost", "::1")
CONNECTING = 3.0  # seconds
LARGEST = 1_000_000  # bytes of an answer; the longest honest one is far below
JSON = {"Accept": "application/json"}
_kept = threading.local()


@dataclass(frozen=True)
class Line:
    """Where a party is reached, and how we know that it is the one.

    `url` is what paths are added to: https, or plain http to this machine only, where the stand-ins are.
    `pins` are base64 SHA-256 of the SubjectPublicKeyInfo, the current one and the next; without any the ordinary
    check of the certificate is all. `authority` is a PEM file of the CAs to believe instead of the public ones.
    Raises GatewayError("broken") for an address where nobody should be spoken to.
    """

    url: str
    pins: tuple[str, ...] = ()
    authority: str = ""

    def __post_init__(self) -> None:
        part = urlsplit(self.url)
        if part.scheme not in ("https", "http") or not part.hostname:
            raise GatewayError("broken", "the address is no https one")
        if part.scheme == "http" and (part.hostname not in LOCAL or self.pins):
            raise GatewayError("broken", f"plain http to {part.hostname}")

    def session(self) -> requests.Session:
        """This thread's session with the party: it checks the pins, and knows no scheme but the party's own."""
        return _session(urlsplit(self.url).scheme, self.pins, self.authority)

    def post_json(self, path: str, body: Mapping[str, Any], seconds: float) -> tuple[int, dict[str, Any]]:
        """POST an object as JSON → the status and the object that was answered, {} when there was none.

        `seconds` is how long the whole answer may take. Raises GatewayError: `try_again` when nobody is reached or
        nothing comes in time, `broken` for a wrong key or certificate and for a 2xx answer that is no JSON object.
        """
        return _read_object(*self._exchange("POST", path, seconds, json=body, headers=JSON))

    def get_json(
        self, path: str, query: Mapping[str, str | int], seconds: float, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """GET → what `post_json` gives and raises; `headers` are further ones, such as Authorization."""
        return _read_object(*self._exchange("GET", path, seconds, params=query, headers={**JSON, **headers}))

    def post(self, path: str, body: bytes, content_type: str, seconds: float, **headers: str) -> tuple[int, bytes]:
        """POST bytes → status and bytes; `headers` are further ones, such as SOAPAction.

        Raises GatewayError as `post_json`, whatever the bytes are.
        """
        return self._exchange("POST", path, seconds, data=body, headers={"Content-Type": content_type, **headers})

    def _exchange(self, method: str, path: str, seconds: float, **parts: Any) -> tuple[int, bytes]:
        url = f"{self.url.rstrip('/')}/{path.lstrip('/')}" if path else self.url
        return _exchange(self.session(), method, url, seconds, **parts)


def post_to_anyone(url: str, body: bytes, content_type: str, seconds: float) -> tuple[int, bytes]:
    """POST bytes to an address out of a certificate, where plain http is the rule (RFC 6960 appendix A).

    Only for answers that carry a signature of their own. Raises GatewayError as `Line.post`.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise GatewayError("broken", "the address is no http one")
    return _exchange(_session("", (), ""), "POST", url, seconds, data=body, headers={"Content-Type": content_type})


def _session(*key: Any) -> requests.Session:
    sessions: dict[Any, requests.Session] = _kept.__dict__.setdefault("sessions", {})
    if key not in sessions:
        sessions[key] = open_session(*key)
    return sessions[key]


def _exchange(session: requests.Session, method: str, url: str, seconds: float, **parts: Any) -> tuple[int, bytes]:
    """The errors are cut off from their causes, whose texts hold whole addresses, and these may hold personal codes."""
    party, ends = urlsplit(url).hostname, monotonic() + seconds
    try:
        with session.request(method, url, stream=True, timeout=(min(CONNECTING, seconds), seconds), **parts) as answer:
            return answer.status_code, _read_body(answer, ends)
    except requests.exceptions.SSLError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise GatewayError("broken", f"{party}: its certificate is not believed") from None
        raise GatewayError("try_again", f"{party}: the handshake failed") from None
    except requests.exceptions.InvalidURL:
        raise GatewayError("broken", f"{party}: not an address") from None
    except (requests.RequestException, HTTPError, OSError) as error:
        raise GatewayError("try_again", f"{party}: {type(error).__name__}") from None


def _read_body(answer: requests.Response, ends: float) -> bytes:
    """What is answered, unless it is too much or drips in too slowly."""
    body = bytearray()
    while part := answer.raw.read1(65536, decode_content=True):
        body += part
        if len(body) > LARGEST:
            raise GatewayError("broken", "the answer is too long")
        if monotonic() > ends:
            raise GatewayError("try_again", "the answer takes too long")
    return bytes(body)


def _read_object(status: int, body: bytes) -> tuple[int, dict[str, Any]]:
    """A failing status often comes with a page of some machine in between: the status is the message then."""
    try:
        found = json.loads(body.decode()) if body.strip() else {}
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return status, found
    if status < 300:
        raise GatewayError("broken", f"a {status} answer that is no JSON object")
    return status, {}
