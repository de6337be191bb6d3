"""What an id_token must say and how it must be signed (oidc.md §3, §8)."""

from typing import Any

import pytest
from joserfc.jwk import RSAKey

from gateways import oidc
from tests.gateways.oidc.coming_home import BACK, known, reason
from tests.gateways.oidc.wayward import KEYS, NOW, Provider, shared_secret


@pytest.mark.parametrize(
    ("claims", "refused_for"),
    [
        ({"nonce": None}, "nonce"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None, "nonce_supported": False}, "nonce"),
        ({"iss": "https://other.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["us", "another"]}, "azp"),
        ({"aud": ["us", "another"], "azp": "us"}, "aud"),
        ({"azp": "another"}, "azp"),
        ({"exp": NOW - 61}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "2030"}, "exp"),
        ({"exp": float("nan")}, "exp"),
        ({"iat": NOW + 61}, "iat"),
        ({"iat": None}, "iat"),
        ({"nbf": NOW + 61}, "nbf"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": 7}, "sub"),
        ({"sub": "s" * 256}, "sub"),
        ({"amr": "smartid"}, "amr"),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"),
        ({"at_hash": 7}, "at_hash"),
        ({"at_hash": ["a"]}, "at_hash"),
    ],
)
def test_a_token_that_is_not_ours_now_is_refused(provider: Provider, claims: dict[str, Any], refused_for: str) -> None:
    provider.claims = claims
    assert reason(provider) == f"id_token: {refused_for}"


@pytest.mark.parametrize(
    "claims", [{"exp": NOW - 59}, {"iat": NOW + 59}, {"aud": ["us"], "azp": "us"}, {"at_hash": None}]
)
def test_a_minute_between_two_clocks_is_forgiven_and_what_is_optional_may_lack(
    provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert known(provider)


def test_a_token_without_a_signature_is_refused(provider: Provider) -> None:
    provider.header = {"alg": "none"}
    assert reason(provider) == "id_token: UnsupportedAlgorithmError"


def test_a_token_signed_with_the_clients_secret_is_refused(provider: Provider) -> None:
    provider.header, provider.signer = {"alg": "HS256"}, shared_secret()
    assert reason(provider) == "id_token: UnsupportedAlgorithmError"


def test_a_token_signed_by_somebody_else_under_the_providers_key_id_is_refused(provider: Provider) -> None:
    provider.signer = RSAKey.generate_key(2048, {"kid": "key-1"})
    assert reason(provider) == "id_token: BadSignatureError"


@pytest.mark.parametrize(
    "text", ["", "a.b", "a.b.c", "....", "\u0105.b.c", "e30.e30.e30", "bnVsbA.e30.e30", "W10.e30."]
)
def test_what_is_no_token_is_refused(provider: Provider, text: str) -> None:
    provider.token = {"id_token": text}
    assert reason(provider).startswith("id_token: ")


@pytest.mark.parametrize("name", ["id_token", "access_token", "token_type"])
@pytest.mark.parametrize("value", [None, 7, []])
def test_an_answer_with_half_of_the_tokens_is_refused(provider: Provider, name: str, value: object) -> None:
    provider.token = {name: value}
    assert reason(provider) == f"no {name}"


def test_a_reused_nonce_is_refused(provider: Provider) -> None:
    earlier = oidc.begin(provider.service(), BACK)
    provider.claims = {"nonce": earlier.nonce}
    assert reason(provider) == "id_token: nonce"


def test_a_new_key_is_asked_for_once_when_its_id_is_unknown(provider: Provider) -> None:
    assert known(provider)
    provider.keys, provider.signer = KEYS, KEYS[1]
    assert known(provider)
    assert known(provider)
    assert provider.asked["keys"] == 2
    provider.header = {"kid": "key-3"}
    assert reason(provider) == "id_token: InvalidKeyIdError"
    assert reason(provider) == "id_token: InvalidKeyIdError"
    assert provider.asked["keys"] == 2, "anybody could make us ask and ask"


def test_what_a_provider_says_of_itself_is_asked_once_in_some_minutes(provider: Provider) -> None:
    for _ in range(3):
        assert known(provider)
    assert provider.asked["openid-configuration"] == provider.asked["keys"] == 1
