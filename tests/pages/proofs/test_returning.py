"""The browser comes back from an app or from the gateway: believed in the browser that began, once."""

import hashlib
from base64 import b64decode, urlsafe_b64encode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data import attempts
from data.attempts import Attempt
from tests.client import BASE_URL, CheckingClient, said
from tests.proofs import SESSION, begin, browser_of, wait_for

VALUE = "abcdefghijklmnopqrstuvwxyz"
DIGEST = urlsafe_b64encode(hashlib.sha256(b64decode(SESSION["secret"])).digest()).decode().rstrip("=")
QUERY = {"value": VALUE, "sessionSecretDigest": DIGEST, "userChallengeVerifier": "v" * 43}


def callback(client: FlaskClient, public_id: str, **other: str):
    return client.get(f"/sign-in/smart-id/callback/{public_id}", query_string=QUERY | other, base_url=BASE_URL)


def state(public_id: str) -> str:
    return Attempt.get(Attempt.public_id == public_id).state


def test_the_app_brings_the_browser_back(client: CheckingClient) -> None:
    public_id = wait_for(begin(client))
    answer = callback(client, public_id)
    assert answer.location == f"/sign-in/attempts/{public_id}"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert state(public_id) == "returned"
    assert "Tikriname" in said(client.get(answer.location))


@pytest.mark.parametrize(
    "wrong", [{"value": "x" * 26}, {"sessionSecretDigest": "A" * 43}, {"userChallengeVerifier": ""}]
)
def test_an_address_that_the_app_did_not_make_changes_nothing(client: CheckingClient, wrong: dict[str, str]) -> None:
    public_id = wait_for(begin(client))
    callback(client, public_id, **wrong)
    assert state(public_id) == "waiting"


def test_in_another_browser_plain_words_are_said_and_the_attempt_lives(client: CheckingClient, app: Flask) -> None:
    public_id = wait_for(begin(client))
    answer = callback(app.test_client(), public_id)
    assert answer.status_code == 400
    assert "Atverkite nuorodą toje pačioje naršyklėje" in said(answer)
    assert state(public_id) == "waiting"
    callback(client, public_id)
    assert state(public_id) == "returned"


def test_the_gateways_post_comes_without_our_cookie_and_goes_round_once(client: CheckingClient, app: Flask) -> None:
    public_id = begin(client, "gateway")
    wait_for(public_id, leave="https://vartai.example/?ticket=t", custom=f"{public_id}.random")
    sent = {"ticket": "the-ticket", "customData": f"{public_id}.random"}
    posted = FlaskClient(app).post(
        "/sign-in/gateway/return", data=sent, base_url=BASE_URL,
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://vartai.example"},
    )  # fmt: skip
    assert posted.status_code == 303
    assert "the-ticket" not in posted.location
    assert state(public_id) == "waiting"  # nobody's browser has come yet
    stranger = app.test_client()
    assert stranger.get(posted.location).status_code == 400
    assert state(public_id) == "waiting"
    assert client.get(posted.location).location == f"/sign-in/attempts/{public_id}"
    assert state(public_id) == "returned"


@pytest.mark.parametrize("custom", ["{}.guessed", "x"])
def test_a_return_that_is_not_this_attempts_own_changes_nothing(client: CheckingClient, custom: str) -> None:
    public_id = begin(client, "gateway")
    wait_for(public_id, leave="https://vartai.example/?ticket=t", custom=f"{public_id}.random")
    sent = {"ticket": "the-ticket", "customData": custom.format(public_id)}
    client.get(client.post("/sign-in/gateway/return", data=sent).location)
    assert state(public_id) == "waiting"


def test_one_services_way_back_is_not_anothers(client: CheckingClient) -> None:
    public_id = begin(client, "gateway")
    wait_for(public_id, leave="https://vartai.example/?ticket=t", custom=f"{public_id}.random")
    callback(client, public_id)
    assert state(public_id) == "waiting"


@pytest.mark.parametrize("sent", [{}, {"ticket": "t"}, {"ticket": "t" * 3000, "customData": "c"}])
def test_a_post_that_is_not_the_gateways_is_refused(app: Flask, sent: dict[str, str]) -> None:
    assert FlaskClient(app).post("/sign-in/gateway/return", data=sent, base_url=BASE_URL).status_code == 400


@pytest.mark.parametrize("carried", ["x", "v1.AAAA", "v1." + "A" * 60])
def test_what_we_have_not_sealed_is_no_page(client: CheckingClient, carried: str) -> None:
    assert client.get(f"/sign-in/gateway/back/{carried}").status_code == 404


def test_what_comes_back_late_is_not_taken(client: CheckingClient) -> None:
    public_id = wait_for(begin(client))
    attempts.cancel(public_id, browser_of(client))
    assert callback(client, public_id).location == f"/sign-in/attempts/{public_id}"
    assert state(public_id) == "refused"


def test_a_provider_that_is_not_configured_ends_nobodys_session(app: Flask) -> None:
    told = FlaskClient(app).post("/sign-in/oidc/logout", data={"logout_token": "x.y.z"}, base_url=BASE_URL)
    assert told.status_code == 404
