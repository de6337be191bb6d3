"""An OpenID provider that does wrong as told: what a certified one cannot be brought to do. A real HTTP server."""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit

from joserfc import jws
from joserfc.jwk import Key, OctKey, RSAKey

from gateways.oidc import Begun, Service

MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
NOW = int(MOMENT.timestamp())
KEYS = [RSAKey.generate_key(2048, {"kid": f"key-{number}", "use": "sig"}) for number in (1, 2)]
SECRET = "the secret of this client, long enough for HS256"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


def half(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


class Provider:
    """Its faults are attributes: `said` changes its metadata, `claims` and `header` its tokens (None takes a member
    away), `answers` gives a path another status and body, `silent` seconds of silence, `signer` another key."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}/{secrets.token_hex(4)}"
        self.said: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.token: dict[str, Any] = {}
        self.info: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, str]] = {}
        self.silent: dict[str, float] = {}
        self.keys: list[Key] = KEYS[:1]
        self.signer: Key = KEYS[0]
        self.access_token = secrets.token_urlsafe()
        self.asked: Counter[str] = Counter()
        self.codes: dict[str, dict[str, str]] = {}

    def service(self, **changes: Any) -> Service:
        return Service(**{"issuer": self.issuer, "client_id": "us", "client_secret": SECRET, **changes})

    def sent_home(self, begun: Begun, **changes: str) -> dict[str, str]:
        """What the browser of somebody who proved themselves brings home."""
        code = secrets.token_urlsafe()
        self.codes[code] = dict(parse_qsl(urlsplit(begun.url).query))
        return {"code": code, "state": self.codes[code]["state"], "iss": self.issuer, **changes}

    def signed(self, claims: dict[str, Any], header: dict[str, Any]) -> str:
        """A token with the changes, by whatever algorithm its header names."""
        said = {name: value for name, value in {**claims, **self.claims}.items() if value is not None}
        shown = {"alg": "RS256", "kid": self.signer.kid, **header, **self.header}
        shown = {name: value for name, value in shown.items() if value is not None}
        if shown["alg"] == "none":
            return ".".join([*(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
                               for part in (shown, said)), ""])  # fmt: skip
        registry = jws.JWSRegistry(algorithms=[shown["alg"]], strict_check_header=False)
        return jws.serialize_compact(shown, json.dumps(said), self.signer, registry=registry)

    def logout_token(self, **claims: Any) -> str:
        common = {"iss": self.issuer, "aud": "us", "iat": NOW, "exp": NOW + 120, "jti": secrets.token_hex(8)}
        whose = {"sub": "a-person", "sid": "a-session", "events": {LOGOUT: {}}}
        return self.signed({**common, **whose, **claims}, {"typ": "logout+jwt"})

    def metadata(self) -> dict[str, Any]:
        places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, "authorization_response_iss_parameter_supported": True,
                **{name: f"{self.issuer}/{path}" for name, path in places.items()}, **self.said}  # fmt: skip

    def answer(self, path: str, form: dict[str, str], proof: str) -> tuple[int, Any]:
        if path == "token":
            return self.exchange(form, proof)
        if path == "info":
            return 200, self.info if proof == f"Bearer {self.access_token}" else {}
        if path == "keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.keys]}
        return 200, self.metadata()

    def exchange(self, form: dict[str, str], proof: str) -> tuple[int, Any]:
        name, _, secret = base64.b64decode(proof.removeprefix("Basic ")).decode().partition(":")
        basic, in_body = (unquote_plus(name), unquote_plus(secret)), (form.get("client_id"), form.get("client_secret"))
        if (in_body if self.said.get("token_endpoint_auth_methods_supported") else basic) != ("us", SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form["code"], {})
        challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
        expected = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if (asked.get("code_challenge"), asked.get("redirect_uri")) != (expected, form["redirect_uri"]):
            return 400, {"error": "invalid_grant"}
        claims = {"iss": self.issuer, "aud": "us", "sub": "a-person", "iat": NOW, "exp": NOW + 40,
                  "nonce": asked["nonce"], "acr": "substantial", "amr": ["smartid"], "sid": "a-session",
                  "at_hash": base64.urlsafe_b64encode(half(self.access_token)).decode().rstrip("=")}  # fmt: skip
        token = {"access_token": self.access_token, "token_type": "Bearer", "id_token": self.signed(claims, {})}
        return 200, {**token, **self.token}


@contextmanager
def wayward(context: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """A provider that does everything right until it is told otherwise; by https when it has a certificate."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path.rsplit("/", 1)[1]
            provider.asked[path] += 1
            time.sleep(provider.silent.get(path, 0))
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            form = {name: value for name, (value,) in parse_qs(body).items()}
            status, told = provider.answer(path, form, self.headers.get("Authorization", ""))
            status, text = provider.answers.get(path, (status, json.dumps(told)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            if status == 302:
                self.send_header("Location", text)
            with suppress(BrokenPipeError):  # whoever asked has given up
                self.end_headers()
                self.wfile.write(text.encode())

        do_POST = do_GET  # noqa: N815 - http.server asks for these names

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = Provider(server.server_port)
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
            provider.issuer = provider.issuer.replace("http", "https", 1)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield provider
        server.shutdown()


def shared_secret() -> OctKey:
    """The client's secret as a signing key: the classical confusion of HS256."""
    return OctKey.import_key(SECRET, {"kid": "key-1"})
