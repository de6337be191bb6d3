"""What a provider says of itself (Discovery 1.0) and its keys, asked for and kept in memory for some minutes."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gateways.errors import GatewayError
from gateways.https import Line
from gateways.oidc.service import Service

SECONDS = 3  # for one answer; the background worker waits, a person only for its row
KEPT = 300  # seconds; a day is what security.md §6 allows at most
PAUSE = 10  # seconds between two askings for newer keys: anybody may send us a logout token with an unknown kid
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

Metadata = dict[str, Any]
_kept: dict[tuple[str, Service], tuple[float, Any]] = {}


def metadata(service: Service) -> Metadata:
    """The provider's metadata. Raises GatewayError: try_again when it is away, broken when it names another issuer."""
    found: Metadata = _recalled("metadata", service, lambda: _discovered(service))
    return found


def keys(service: Service) -> KeySet:
    """The provider's keys. Raises GatewayError as `metadata`."""
    found: KeySet = _recalled("keys", service, lambda: _keys(service))
    return found


def newer_keys(service: Service) -> KeySet:
    """The keys asked for again, because a token names one that we do not know; at most once in PAUSE seconds."""
    found: KeySet = _recalled("newer", service, lambda: _replaced(service), PAUSE)
    return found


def endpoint(service: Service, found: Metadata, name: str) -> str:
    """An address out of the metadata, of the issuer's own scheme; "" when it is not told. Raises GatewayError."""
    url = found.get(name, "")
    if url == "":
        return ""
    if not isinstance(url, str) or _scheme(url) != _scheme(service.issuer):
        raise GatewayError("broken", f"oidc metadata: {name}")
    return url


def line(service: Service, url: str) -> Line:
    """The way to one address of the provider."""
    return Line(url, service.pins, service.authority)


def told(status: int, answer: Any, step: str) -> dict[str, Any]:
    """A JSON object that came with status 200. Raises GatewayError."""
    if status == 429 or status >= 500:
        raise GatewayError("try_again", f"oidc {step}: {status}")
    if status != 200 or not isinstance(answer, dict):
        raise GatewayError("broken", f"oidc {step}: {status}")
    return answer


def _recalled(what: str, service: Service, ask: Callable[[], Any], seconds: float = KEPT) -> Any:
    found = _kept.get((what, service))
    if found and time.monotonic() < found[0] + seconds:
        return found[1]
    answer = ask()
    _kept[what, service] = (time.monotonic(), answer)
    return answer


def _discovered(service: Service) -> Metadata:
    url = service.issuer.rstrip("/") + "/.well-known/openid-configuration"
    found = told(*line(service, url).get_json("", {}, SECONDS), "metadata")
    if found.get("issuer") != service.issuer:
        raise GatewayError("broken", "oidc metadata: another issuer")
    for name in ENDPOINTS:
        if not endpoint(service, found, name):
            raise GatewayError("broken", f"oidc metadata: no {name}")
    return found


def _keys(service: Service) -> KeySet:
    url = endpoint(service, metadata(service), "jwks_uri")
    found = told(*line(service, url).get_json("", {}, SECONDS), "keys")
    try:
        return KeySet.import_key_set(found)  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise GatewayError("broken", f"oidc keys: {type(error).__name__}") from None


def _replaced(service: Service) -> KeySet:
    found = _keys(service)
    _kept["keys", service] = (time.monotonic(), found)
    return found


def _scheme(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.scheme if parts.hostname else ""
