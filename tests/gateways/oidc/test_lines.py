"""What follows when a provider is away, in trouble, or not the one that we were set up for (oidc.md §8)."""

import pytest

from gateways import oidc
from gateways.errors import GatewayError
from rules.identity import Identity
from tests.gateways.oidc.coming_home import BACK, fault, known
from tests.gateways.oidc.wayward import MOMENT, Provider


def test_metadata_of_another_issuer_is_not_ours(provider: Provider) -> None:
    provider.said = {"issuer": provider.issuer + "/"}
    assert fault(provider) == "broken: oidc metadata: another issuer"


@pytest.mark.parametrize(
    "url", [None, 7, "", "https://127.0.0.1/keys", "file:///etc/passwd", "//other.example/keys", "http://["]
)
def test_an_address_of_another_scheme_is_not_called(provider: Provider, url: object) -> None:
    provider.said = {"jwks_uri": url}
    assert fault(provider).startswith("broken: oidc metadata: ")
    assert provider.asked["keys"] == 0


@pytest.mark.parametrize("path", ["openid-configuration", "keys", "token", "info"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [((503, "away"), "try_again"), ((502, "<html>"), "try_again"), ((429, "{}"), "try_again"),
     ((200, "<html>"), "broken"), ((200, "[]"), "broken"), ((404, "{}"), "broken"),
     ((302, "http://127.0.0.1:9/"), "broken")],
)  # fmt: skip
def test_a_provider_in_trouble(provider: Provider, path: str, answer: tuple[int, str], kind: str) -> None:
    provider.said = {"userinfo_endpoint": f"{provider.issuer}/info"}
    provider.answers = {path: answer}
    assert fault(provider).startswith(f"{kind}: ")


@pytest.mark.parametrize("step", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_a_provider_that_is_away_is_asked_again_later(provider: Provider, step: str) -> None:
    provider.said = {step: "http://127.0.0.1:9/nobody"}
    if step == "authorization_endpoint":
        provider.issuer = "http://127.0.0.1:9"
    assert fault(provider).startswith("try_again: ")


@pytest.mark.parametrize("path", ["openid-configuration", "keys", "token"])
def test_a_silent_provider_is_given_up(provider: Provider, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateways.oidc.provider.SECONDS", 0.1)
    provider.silent = {path: 0.5}
    assert fault(provider).startswith("try_again: ")


def test_keys_that_cannot_be_had_do_not_cost_the_code(provider: Provider) -> None:
    service = provider.service()
    begun = oidc.begin(service, BACK)
    query = provider.sent_home(begun)
    provider.answers = {"keys": (503, "")}
    with pytest.raises(GatewayError, match="try_again"):
        oidc.finish(service, begun, query, MOMENT)
    provider.answers = {}
    assert isinstance(oidc.finish(service, begun, query, MOMENT), Identity)


@pytest.mark.parametrize(
    ("answer", "told"),
    [('{"error": "invalid_client", "error_description": "Ona"}', "broken: oidc token: refused"),
     ('{"error": "temporarily_unavailable"}', "try_again: oidc token: refused"),
     ('{"access_token": "a", "expires_in": 1e999}', "broken: oidc token: no JSON object")],
)  # fmt: skip
def test_what_the_token_endpoint_refuses_is_ours_to_mend(provider: Provider, answer: str, told: str) -> None:
    provider.answers = {"token": (400, answer)}
    assert fault(provider) == told


@pytest.mark.parametrize("keys", ["{}", '{"keys": 7}', '{"keys": []}', '{"keys": [{"kty": "RSA"}]}', '{"keys": [7]}'])
def test_keys_that_make_no_sense_are_broken(provider: Provider, keys: str) -> None:
    provider.answers = {"keys": (200, keys)}
    assert fault(provider).startswith("broken: oidc keys: ")


@pytest.mark.parametrize("ways", [["client_secret_post"], ["client_secret_post", "private_key_jwt"]])
def test_a_provider_may_take_the_secret_in_the_body_only(provider: Provider, ways: list[str]) -> None:
    provider.said = {"token_endpoint_auth_methods_supported": ways}
    assert known(provider)
