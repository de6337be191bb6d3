"""Whatever a provider writes into a token, it is believed or refused and nothing else; and what is no configuration."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.errors import ClaimError
from joserfc.jwt import Token

from gateways.errors import GatewayError
from gateways.oidc import Service
from gateways.oidc.claims import LOGOUT, check_id_token, check_logout_token
from gateways.oidc.persons import identity
from rules.identity import Identity, Refusal
from tests.gateways.oidc.wayward import MOMENT, NOW

PLAIN = Service("http://127.0.0.1:9", "us", "secret", amr=("smartid",), person=("country", "code"))
TARA = Service("http://127.0.0.1:9", "us", "secret", amr=("smartid", "eIDAS"), style="tara")
USUAL = {
    "iss": "http://127.0.0.1:9", "sub": "LT40404040009", "aud": "us", "iat": NOW, "exp": NOW + 40, "nonce": "n",
    "acr": "high", "amr": ["smartid"], "sid": "s", "jti": "j", "country": "LT", "code": "40404040009",
    "at_hash": "h", "azp": "us", "nbf": NOW, "auth_time": NOW, "given_name": "Ona", "profile_attributes": {},
    "events": {LOGOUT: {}},
}  # fmt: skip
TEXTS = st.text("LT40é\n", max_size=12) | st.sampled_from(["LT", "us", "n", "high", "eIDAS"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANY = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(TEXTS, SCALARS | st.lists(SCALARS), max_size=2)
CHANGES = st.dictionaries(st.sampled_from(sorted(USUAL)), ANY, max_size=3)
SERVICES = st.sampled_from([PLAIN, TARA])


@given(SERVICES, CHANGES)
def test_any_id_token_is_believed_or_refused(service: Service, changes: dict[str, Any]) -> None:
    with suppress(ClaimError):
        claims = check_id_token(service, Token({"alg": "RS256"}, {**USUAL, **changes}), "n", "token", MOMENT)
        assert isinstance(identity(service, claims), Identity | Refusal)


@given(SERVICES, CHANGES)
def test_any_claims_make_somebody_or_nobody(service: Service, changes: dict[str, Any]) -> None:
    claims = {**USUAL, **changes, "sub": USUAL["sub"]}
    found = identity(service, claims)
    if isinstance(found, Identity) and found.opens_contracts:
        assert claims["acr"] in ("high", "substantial") and "eIDAS" not in claims["amr"]
        assert found.key == "PNOLT-40404040009"


@given(CHANGES)
def test_any_logout_token_is_believed_or_refused(changes: dict[str, Any]) -> None:
    with suppress(ClaimError):
        check_logout_token(PLAIN, Token({"alg": "RS256", "typ": "logout+jwt"}, {**USUAL, **changes}), MOMENT)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"algorithms": ()}, "algorithms"),
        ({"algorithms": ("RS256", "none")}, "algorithms"),
        ({"algorithms": ("HS256",)}, "algorithms"),
        ({"acr": "strong"}, "acr"),
        ({"style": "TARA"}, "style"),
        ({"style": "tara", "amr": ()}, "amr"),
        ({"scopes": ("profile",)}, "scopes"),
        ({"issuer": "provider.example"}, "issuer"),
        ({"issuer": "https://provider.example/?tenant=1"}, "issuer"),
        ({"client_id": ""}, "client_id"),
    ],
)
def test_a_configuration_that_would_weaken_a_check_is_refused(changes: dict[str, Any], name: str) -> None:
    with pytest.raises(GatewayError, match=f"broken: oidc: {name} cannot be used"):
        Service(**{"issuer": "https://provider.example", "client_id": "us", "client_secret": "", **changes})


def test_a_secret_is_not_in_what_a_log_might_show() -> None:
    assert "secret'" not in repr(PLAIN)
