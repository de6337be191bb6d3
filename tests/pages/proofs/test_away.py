"""Services that never answer: pages do not notice, for only the worker calls them (accounts.md §8)."""

import socket
from collections.abc import Iterator

import pytest
from flask import Flask

from data import attempts
from data.database import database
from gateways.connect import ways
from gateways.errors import GatewayError
from gateways.ways import Kept
from settings import Settings
from tests.client import CheckingClient, said
from tests.people import identity, person
from tests.proofs import SESSION, begin, browser_of, wait_for

PAGE = "/sign-in/attempts/"
WAYS = {"smart-id": "smart-id", "mobile-id": "mobile-id", "viisp": "gateway", "oidc": "gateway"}
KEPT: dict[str, Kept] = {
    "smart-id": {"session": SESSION},
    "mobile-id": {"session": {}},
    "viisp": {"leave": "https://vartai.example/?ticket=t", "ticket": "t"},
    "oidc": {"leave": "https://vartai.example/?state=s"},
}


@pytest.fixture
def line(app: Flask, settings: Settings) -> Iterator[socket.socket]:
    """Where all services are said to be: whoever calls is heard, and waits for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        there, before = f"http://127.0.0.1:{silent.getsockname()[1]}", app.extensions["ways"]
        urls = {"SMART_ID_URL": f"{there}/v3/", "MOBILE_ID_URL": f"{there}/", "VIISP_URL": f"{there}/soap"}
        provider = {"OIDC_ISSUER": there, "OIDC_CLIENT_ID": "us", "OIDC_CLIENT_SECRET": "s" * 32}
        around = {"SANDBOX": "1", "INSTANCE": str(settings.instance)}
        app.extensions["ways"] = ways(Settings.from_environment(around | urls | provider))
        yield silent
        app.extensions["ways"] = before


def was_called(line: socket.socket) -> bool:
    try:
        line.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def only(app: Flask, method: str) -> None:
    """This service alone is configured: OIDC would stand in VIISP's place."""
    app.extensions["ways"] = {method: app.extensions["ways"][method]}


def begun(client: CheckingClient, method: str) -> str:
    public_id = begin(client, WAYS[method])
    asked = attempts.seen_by(public_id, browser_of(client)).kept
    own = {"custom": f"{public_id}.c", "state": f"{public_id}.state"}  # what the browser must bring back unchanged
    return wait_for(public_id, **{"request": dict(asked), **KEPT[method], **own})


@pytest.mark.parametrize("method", WAYS)
def test_no_page_of_waiting_calls_a_service(
    app: Flask, client: CheckingClient, line: socket.socket, method: str
) -> None:
    only(app, method)
    public_id = begin(client, WAYS[method])
    for path in ("", "/changed/created"):
        assert client.get(f"{PAGE}{public_id}{path}").status_code in (200, 204)
    attempts.cancel(public_id, browser_of(client))
    public_id = begun(client, method)
    for path in ("", "/changed/waiting", "/changed/created", *(["/qr"] if method == "smart-id" else [])):
        assert client.get(f"{PAGE}{public_id}{path}").status_code in (200, 204, 303)
    attempts.returned(public_id, browser_of(client), {"any": "thing"})
    assert "Tikriname" in said(client.get(PAGE + public_id)) or method == "mobile-id"
    attempts.verified(public_id, identity())
    assert client.get(f"{PAGE}{public_id}/done").status_code == 200
    assert not was_called(line)


def test_no_way_back_calls_a_service(app: Flask, client: CheckingClient, line: socket.socket) -> None:
    public_id = begun(client, "smart-id")
    query = {"value": "v" * 26, "sessionSecretDigest": "d" * 43, "userChallengeVerifier": "v" * 43}
    client.get(f"/sign-in/smart-id/callback/{public_id}", query_string=query)
    public_id = begun(client, "oidc")
    client.get("/sign-in/oidc/callback", query_string={"state": f"{public_id}.state", "code": "code"})
    only(app, "viisp")
    public_id = begun(client, "viisp")
    posted = client.post("/sign-in/gateway/return", data={"ticket": "t", "customData": f"{public_id}.c"})
    assert client.get(posted.location).status_code == 303
    assert attempts.seen_by(public_id, browser_of(client)).state == "returned"
    assert not was_called(line)


@pytest.mark.parametrize("method", ["smart-id", "mobile-id", "oidc"])
def test_the_line_of_these_tests_hears_the_worker(
    app: Flask, client: CheckingClient, line: socket.socket, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    for name in ("smart_id.session.BEGIN_SECONDS", "mobile_id.asking.BEGINNING", "oidc.provider.SECONDS"):
        monkeypatch.setattr(f"gateways.{name}", 0.2)
    public_id = begin(client, WAYS[method])
    with pytest.raises(GatewayError, match="try_again"):
        app.extensions["ways"][method].begin(public_id, attempts.seen_by(public_id, browser_of(client)).kept)
    assert was_called(line)


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(("method", "path"), [(method, "/changed/waiting") for method in WAYS] + [("smart-id", "/qr")])
def test_a_page_that_waits_costs_two_statements_each_time(
    client: CheckingClient, app: Flask, line: socket.socket, monkeypatch: pytest.MonkeyPatch,
    method: str, path: str, signed_in: bool,
) -> None:  # fmt: skip
    only(app, method)
    if signed_in:
        client.sign_in(person("ona@pavyzdys.lt"))
    public_id, seen = begun(client, method), []
    real = database.obj.execute_sql
    monkeypatch.setattr(database.obj, "execute_sql", lambda sql, *more: (seen.append(sql), real(sql, *more))[1])
    answer = client.as_htmx(f"{PAGE}{public_id}{path}")
    monkeypatch.undo()
    assert answer.status_code == (200 if path == "/qr" else 204)
    assert len(seen) <= 2, seen
