"""The end of a session, told by the provider or asked for by us (oidc.md §4, §8)."""

from dataclasses import replace
from queue import Queue
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from gateways import oidc
from gateways.errors import GatewayError
from gateways.oidc import Service
from rules.identity import Identity
from tests.gateways.oidc.certified import BACK, Browser, Page, now, signed_in
from tests.gateways.oidc.coming_home import known
from tests.gateways.oidc.wayward import KEYS, LOGOUT, MOMENT, NOW, Provider, shared_secret

pytestmark = pytest.mark.xdist_group("oidc")


def refused(provider: Provider, token: str) -> str:
    with pytest.raises(GatewayError) as caught:
        oidc.logout_token(provider.service(), token, MOMENT)
    assert caught.value.kind == "refused"
    return caught.value.reason.removeprefix("logout_token: ")


def test_who_signs_out_is_signed_out_at_the_provider_and_comes_home(
    service: Service, browser: Browser, ear: tuple[str, Queue[str]]
) -> None:
    signed_in(service, browser)
    assert browser.sign_out(oidc.logout_url(service)) == {}
    ear[1].get(timeout=5)
    page = browser.go(oidc.begin(service, BACK).url)
    assert isinstance(page, Page)
    assert "login" in page.forms[0][1]


def test_the_provider_tells_which_session_ended(
    service: Service, browser: Browser, ear: tuple[str, Queue[str]]
) -> None:
    who = signed_in(service, browser)
    assert isinstance(who, Identity)
    browser.sign_out(oidc.logout_url(service))
    token = ear[1].get(timeout=5)
    ended = oidc.logout_token(service, token, now())
    assert (ended.session, ended.subject) == (who.session, who.subject)
    assert ended.jti and abs(ended.issued - now().timestamp()) < 60
    with pytest.raises(GatewayError, match="refused: logout_token: aud"):
        oidc.logout_token(replace(service, client_id="curve"), token, now())


def test_each_logout_token_is_told_apart(service: Service, ear: tuple[str, Queue[str]]) -> None:
    for browser in (Browser(), Browser()):
        signed_in(service, browser)
        browser.sign_out(oidc.logout_url(service))
    one, two = (oidc.logout_token(service, ear[1].get(timeout=5), now()) for _ in range(2))
    assert one.jti != two.jti
    assert one.session != two.session
    assert one.subject == two.subject


def test_an_id_token_is_no_logout_token(service: Service, browser: Browser) -> None:
    begun = oidc.begin(service, BACK)
    query = browser.sign_in(begun.url, "jonas")
    session = oidc.tokens.exchange(service, begun, query["code"])
    with pytest.raises(GatewayError, match="refused: logout_token: typ"):
        oidc.logout_token(service, session.token["id_token"], now())


def test_a_logout_token_ends_the_session_or_all_of_the_persons(provider: Provider) -> None:
    who, service = known(provider), provider.service()
    both = oidc.logout_token(service, provider.logout_token(), MOMENT)
    assert (both.session, both.subject, both.issued) == (who.session, who.subject, NOW)
    assert oidc.logout_token(service, provider.logout_token(sub=None), MOMENT).subject == ""
    assert oidc.logout_token(service, provider.logout_token(sid=None), MOMENT).session == ""
    assert "a-person" not in repr(both)


def test_a_session_of_another_provider_is_another_session(provider: Provider) -> None:
    who = known(provider)
    provider.issuer += "/other"
    ended = oidc.logout_token(provider.service(), provider.logout_token(), MOMENT)
    assert ended.session and ended.session != who.session
    assert ended.subject and ended.subject != who.subject


def test_a_replayed_logout_token_is_known_by_its_jti(provider: Provider) -> None:
    token = provider.logout_token()
    assert len({oidc.logout_token(provider.service(), token, MOMENT).jti for _ in range(2)}) == 1


@pytest.mark.parametrize(
    ("claims", "refused_for"),
    [
        ({"nonce": "any"}, "nonce"),
        ({"nonce": ""}, "nonce"),
        ({"iat": NOW - 181}, "iat"),
        ({"iat": NOW + 61}, "iat"),
        ({"iat": None}, "iat"),
        ({"exp": NOW - 61}, "exp"),
        ({"exp": NOW + 181}, "exp"),
        ({"exp": None}, "exp"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": 7}, "jti"),
        ({"jti": "j" * 256}, "jti"),
        ({"iss": "https://other.example"}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"events": None}, "events"),
        ({"events": [LOGOUT]}, "events"),
        ({"events": {}}, "events"),
        ({"events": {LOGOUT: True}}, "events"),
        ({"sub": None, "sid": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sid": 7}, "sid"),
    ],
)
def test_a_logout_token_that_is_not_for_us_now_is_refused(
    provider: Provider, claims: dict[str, Any], refused_for: str
) -> None:
    assert refused(provider, provider.logout_token(**claims)) == refused_for


@pytest.mark.parametrize("typ", [None, "JWT", "at+jwt"])
def test_a_token_of_another_type_is_no_logout_token(provider: Provider, typ: str | None) -> None:
    provider.header = {"typ": typ}
    assert refused(provider, provider.logout_token()) == "typ"


def test_a_logout_token_must_be_signed_by_the_provider(provider: Provider) -> None:
    provider.header = {"alg": "none"}
    assert refused(provider, provider.logout_token()) == "UnsupportedAlgorithmError"
    provider.header, provider.signer = {"alg": "HS256"}, shared_secret()
    assert refused(provider, provider.logout_token()) == "UnsupportedAlgorithmError"
    provider.header, provider.signer = {}, RSAKey.generate_key(2048, {"kid": "key-1"})
    assert refused(provider, provider.logout_token()) == "BadSignatureError"
    assert refused(provider, "") == refused(provider, "a") == "DecodeError"


def test_the_keys_of_a_logout_token_rotate_too_but_nobody_can_make_us_ask_without_end(provider: Provider) -> None:
    oidc.logout_token(provider.service(), provider.logout_token(), MOMENT)
    provider.keys, provider.signer = KEYS, KEYS[1]
    oidc.logout_token(provider.service(), provider.logout_token(), MOMENT)
    provider.header = {"kid": "made up"}
    for _ in range(3):
        assert refused(provider, provider.logout_token()) == "InvalidKeyIdError"
    assert provider.asked["keys"] == 2


def test_a_logout_may_be_told_again_when_the_keys_could_not_be_had(provider: Provider) -> None:
    provider.answers = {"keys": (503, "")}
    with pytest.raises(GatewayError, match="try_again: oidc keys: 503"):
        oidc.logout_token(provider.service(), provider.logout_token(), MOMENT)


def test_a_provider_without_a_place_to_sign_out_is_left_alone(provider: Provider) -> None:
    assert oidc.logout_url(provider.service(after_logout="http://127.0.0.1:9/")) == ""
    provider.said = {"end_session_endpoint": f"{provider.issuer}/end?tenant=1"}
    service = provider.service(after_logout="http://127.0.0.1:9/", acr="low")
    assert oidc.logout_url(service, "a.b.c") == (
        f"{provider.issuer}/end?tenant=1&client_id=us&id_token_hint=a.b.c"
        "&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F"
    )
