"""An OpenID provider in the gateway's place: pages, worker and a real provider together, and its logout."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from data import attempts
from data.people import Person, Session
from gateways.oidc import Begun
from gateways.ways import OidcWay
from proving import Proving
from tests.client import BASE_URL, CheckingClient, said
from tests.gateways.oidc.wayward import MOMENT, Provider, wayward
from tests.people import CODE
from tests.proofs import begin, browser_of
from tests.signing_in import is_signed_in


@pytest.fixture
def provider(app: Flask) -> Iterator[Provider]:
    """The provider, configured as the gateway of the house; the clock stands still, as its tokens want it."""
    with wayward() as running, time_machine.travel(MOMENT, tick=False):
        running.claims = {"sub": f"LT{CODE}", "acr": "high", "amr": ["smartid"], "sid": "s-1",
                          "profile_attributes": {"given_name": "Ona", "family_name": "Slaptoji"}}  # fmt: skip
        service = running.service(style="tara", amr=("smartid", "mID"))
        before = app.extensions["ways"]
        app.extensions["ways"] = {"oidc": OidcWay(service, f"{BASE_URL}/sign-in/oidc/callback")}
        yield running
        app.extensions["ways"] = before


def work(app: Flask, public_id: str) -> None:
    """One turn of the worker for this attempt, in this thread."""
    proving = Proving(app.extensions["ways"])
    leased = attempts.lease(public_id, 30)
    assert leased
    proving.note(leased, proving.pool.submit(proving.ask, leased))
    proving.pool.shutdown()


def come_home(app: Flask, client: CheckingClient, provider: Provider, **changes: str) -> str:
    """To the provider and back; the attempt's id."""
    public_id = begin(client, "gateway")
    work(app, public_id)
    kept = {
        name: value for name, value in attempts.seen_by(public_id, browser_of(client)).kept.items() if name != "leave"
    }
    query = provider.sent_home(Begun(**kept)) | changes
    client.get("/sign-in/oidc/callback", query_string=query)
    return public_id


def enter(app: Flask, client: CheckingClient, provider: Provider) -> None:
    public_id = come_home(app, client, provider)
    work(app, public_id)
    page = client.get(f"/sign-in/attempts/{public_id}/done")
    client.send(page, button="choice=new") if page.status_code == 200 else None
    assert is_signed_in(client)


def test_the_provider_proves_a_person_and_they_are_in(app: Flask, client: CheckingClient, provider: Provider) -> None:
    enter(app, client, provider)
    assert Person.select().count() == 1
    kept = Session.get(Session.proof == "oidc").oidc_sid
    assert CODE not in kept
    assert "s-1" not in kept


def test_an_answer_of_another_issuer_proves_nobody(app: Flask, client: CheckingClient, provider: Provider) -> None:
    public_id = come_home(app, client, provider, iss="https://kitas.example")
    work(app, public_id)
    assert "Prisijungti nepavyko" in said(client.get(f"/sign-in/attempts/{public_id}"))


def test_a_parameter_that_comes_twice_is_refused(app: Flask, client: CheckingClient, provider: Provider) -> None:
    public_id = begin(client, "gateway")
    assert client.get(f"/sign-in/oidc/callback?state={public_id}.x&code=a&code=b").status_code == 400


def test_too_low_a_level_says_what_to_do(app: Flask, client: CheckingClient, provider: Provider) -> None:
    provider.claims = {**provider.claims, "acr": "low"}
    public_id = come_home(app, client, provider)
    work(app, public_id)
    assert "tapatybės neįrodo" in said(client.get(f"/sign-in/attempts/{public_id}"))


@pytest.mark.parametrize("whose", [{"sid": "s-1"}, {"sub": f"LT{CODE}", "sid": None}])
def test_the_provider_ends_its_sessions_once(
    app: Flask, client: CheckingClient, provider: Provider, whose: dict[str, str | None]
) -> None:
    enter(app, client, provider)
    provider.claims = {}
    token = provider.logout_token(**{"sub": f"LT{CODE}", **whose})
    outside = FlaskClient(app)
    told = [outside.post("/sign-in/oidc/logout", data={"logout_token": token}, base_url=BASE_URL) for _ in range(2)]
    assert [one.status_code for one in told] == [200, 400]
    assert "no-store" in told[0].headers["Cache-Control"]
    assert not is_signed_in(client)


def test_a_logout_token_of_nobody_ends_nothing(app: Flask, client: CheckingClient, provider: Provider) -> None:
    enter(app, client, provider)
    provider.claims = {}
    outside = FlaskClient(app)
    for token in (provider.logout_token(nonce="n"), provider.logout_token(aud="others"), "x.y.z", ""):
        answer = outside.post("/sign-in/oidc/logout", data={"logout_token": token}, base_url=BASE_URL)
        assert answer.status_code == 400
    assert is_signed_in(client)
