"""Signed tokens: a code is exchanged for them through Authlib, and joserfc checks them with the provider's keys."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote_plus

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.auth import encode_client_secret_basic
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jws import JWSRegistry

from gateways.errors import GatewayError
from gateways.oidc import provider
from gateways.oidc.service import Begun, Service

BUSY = ("temporarily_unavailable", "server_error", "slow_down")


class Spent(Exception):
    """The code was used before, came too late, or was never meant for us (RFC 6749 §5.2, invalid_grant)."""


def read_token(service: Service, text: str) -> jwt.Token:
    """A token whose signature holds, by an algorithm of ours and a key of the provider's; its content is unchecked.

    A key that we do not know is asked for once: providers change theirs, and name them by kid.
    Raises joserfc's JoseError or ValueError for what is no such token, GatewayError when the keys cannot be had.
    """
    registry = JWSRegistry(algorithms=service.algorithms, strict_check_header=False)
    try:
        return jwt.decode(text, provider.keys(service), registry=registry)
    except InvalidKeyIdError:
        return jwt.decode(text, provider.newer_keys(service), registry=registry)


def exchange(service: Service, begun: Begun, code: str) -> OAuth2Session:
    """The code for tokens, which the session that is returned holds.

    Raises Spent; GatewayError: try_again when the provider is away, broken when it does not want us.
    """
    session = client(service, begun.redirect)
    url = provider.endpoint(service, provider.metadata(service), "token_endpoint")
    with _failing("token"):
        session.fetch_token(url, code=code, code_verifier=begun.verifier, allow_redirects=False)
    return session


def user_info(service: Service, session: OAuth2Session) -> dict[str, Any]:
    """What the provider tells of the person beside the id_token; {} when it tells such things nowhere else.

    Raises GatewayError as `exchange` does.
    """
    url = provider.endpoint(service, provider.metadata(service), "userinfo_endpoint")
    if not url:
        return {}
    with _failing("userinfo"):
        found = session.get(url, headers={"Accept": "application/json"}, allow_redirects=False)
        if found.status_code != 200:
            raise requests.HTTPError(response=found)
        return provider.told(200, found.json(), "userinfo")


def client(service: Service, redirect: str) -> OAuth2Session:
    """Authlib's client for this provider, on our own line: our pins, no redirect, nothing of the environment."""
    made = OAuth2Session(
        service.client_id,
        service.client_secret,
        token_endpoint_auth_method=_proof(service),
        scope=" ".join(service.scopes),
        redirect_uri=redirect,
        code_challenge_method="S256",
        default_timeout=provider.SECONDS,
        leeway=0,  # Authlib would take a token of TARA's, which lives 40 seconds, for an old one
        trust_env=False,
    )
    ours = provider.line(service, service.issuer).session()
    made.adapters, made.verify, made.cookies = ours.adapters, ours.verify, ours.cookies
    made.headers.update(ours.headers)
    made.register_client_auth_method(("client_secret_basic", _encoded_basic))
    made.register_compliance_hook("access_token_response", _answered)
    return made


def _proof(service: Service) -> str:
    """How we prove ourselves at the token endpoint: Basic unless the provider takes the secret in the body only."""
    if not service.client_secret:
        return "none"
    ways = provider.metadata(service).get("token_endpoint_auth_methods_supported")
    in_body_only = isinstance(ways, list) and "client_secret_post" in ways and "client_secret_basic" not in ways
    return "client_secret_post" if in_body_only else "client_secret_basic"


def _encoded_basic(
    client: Any, method: str, uri: str, headers: MutableMapping[str, str], body: str
) -> tuple[str, MutableMapping[str, str], str]:
    """RFC 6749 §2.3.1: name and secret are form-encoded before they are joined by a colon. Authlib leaves that out."""
    encoded = SimpleNamespace(client_id=quote_plus(client.client_id), client_secret=quote_plus(client.client_secret))
    given: tuple[str, MutableMapping[str, str], str] = encode_client_secret_basic(encoded, method, uri, headers, body)
    return given


def _answered(answer: requests.Response) -> requests.Response:
    """Authlib takes the object of any status for tokens; only these three have them (RFC 6749 §5.1, §5.2)."""
    if answer.status_code not in (200, 400, 401):
        raise requests.HTTPError(response=answer)
    return answer


@contextmanager
def _failing(step: str) -> Iterator[None]:
    """Every way in which Authlib and requests fail → Spent or GatewayError, without what the provider wrote."""
    try:
        yield
    except AuthlibBaseError as error:
        if error.error == "invalid_grant":
            raise Spent from None
        raise GatewayError("try_again" if error.error in BUSY else "broken", f"oidc {step}: refused") from None
    except requests.HTTPError as error:
        provider.told(error.response.status_code, None, step)
    except requests.exceptions.JSONDecodeError:
        raise GatewayError("broken", f"oidc {step}: no JSON") from None
    except requests.RequestException as error:
        untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
        raise GatewayError("broken" if untrusted else "try_again", f"oidc {step}: {type(error).__name__}") from None
    except (OverflowError, TypeError, ValueError):
        raise GatewayError("broken", f"oidc {step}: no JSON object") from None
