"""Level, method and person: what a provider's claims make of somebody (oidc.md §3, §5)."""

import base64
import secrets
from typing import Any

import pytest

from rules.identity import Refusal
from tests.gateways.oidc.coming_home import came_home, known, reason
from tests.gateways.oidc.wayward import Provider, half


@pytest.mark.parametrize("acr", [None, "low", "", "SUBSTANTIAL", 3, ["high"], "urn:mace:incommon:iap:silver"])
def test_too_low_a_level_is_too_weak(provider: Provider, acr: object) -> None:
    provider.claims = {"acr": acr}
    assert came_home(provider) == Refusal("weak", "acr")


@pytest.mark.parametrize("amr", [None, [], ["pwd"], ["smartid", "pwd"], [["smartid"]]])
def test_a_method_that_we_did_not_offer_is_too_weak(provider: Provider, amr: object) -> None:
    provider.claims = {"amr": amr}
    assert came_home(provider, provider.service(amr=("smartid", "mID"))) == Refusal("weak", "amr")


@pytest.mark.parametrize(
    ("least", "acr", "level"),
    [("", None, "low"), ("", "anything", "low"), ("low", "substantial", "substantial"), ("substantial", "high", "high"),
     ("http://eidas.europa.eu/LoA/low", "http://eidas.europa.eu/LoA/high", "high")],
)  # fmt: skip
def test_the_level_is_the_providers(provider: Provider, least: str, acr: str | None, level: str) -> None:
    provider.claims = {"acr": acr}
    who = known(provider, provider.service(acr=least))
    assert who.level == level


CLAIMED = {"country": "LT", "code": "40404040009", "given_name": "Ona", "family_name": "Onaitė"}


def test_country_and_code_come_from_the_claims_that_were_configured(provider: Provider) -> None:
    provider.claims = CLAIMED
    who = known(provider, provider.service(person=("country", "code")))
    assert (who.key, who.given_name, who.family_name) == ("PNOLT-40404040009", "Ona", "Onaitė")
    assert not came_home(provider).opens_contracts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "claims", [{"country": "lt"}, {"country": 7}, {"code": "40404040008"}, {"code": ""}, {"code": {}}]
)
def test_a_claim_that_is_no_code_is_refused(provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = {**CLAIMED, **claims}
    assert reason(provider, provider.service(person=("country", "code"))) == "person"


def test_without_the_claims_a_person_is_only_the_providers(provider: Provider) -> None:
    who = known(provider, provider.service(person=("country", "code")))
    assert (who.kind, who.opens_contracts) == ("OIDC", False)


def test_what_the_id_token_leaves_out_is_asked_for_and_must_be_the_same_persons(provider: Provider) -> None:
    provider.said = {"userinfo_endpoint": f"{provider.issuer}/info"}
    provider.token = {"expires_in": 40}
    provider.info = {**CLAIMED, "sub": "a-person", "acr": "high", "family_name": 7}
    who = known(provider, provider.service(person=("country", "code")))
    assert (who.key, who.given_name, who.family_name) == ("PNOLT-40404040009", "Ona", "")
    assert who.level == "substantial", "the level is only what was signed"
    provider.info = {**CLAIMED, "sub": "another"}
    assert reason(provider, provider.service(person=("country", "code"))) == "userinfo: sub"


TARA = {"style": "tara", "amr": ("smartid", "mID", "eIDAS")}
NAMES = {"given_name": "MARY ÄNN", "family_name": "O’CONNEŽ", "date_of_birth": "2000-01-01"}


def test_taras_person_is_its_subject(provider: Provider) -> None:
    provider.claims = {"sub": "EE60001019906", "profile_attributes": NAMES}
    who = known(provider, provider.service(**TARA))
    assert (who.key, who.given_name, who.family_name) == ("PNOEE-60001019906", "MARY ÄNN", "O’CONNEŽ")
    assert not who.opens_contracts


def test_the_same_digits_of_another_country_are_another_person(provider: Provider) -> None:
    keys = []
    for country in ("EE", "LT"):
        provider.claims = {"sub": f"{country}40404040009"}
        who = known(provider, provider.service(**TARA))
        keys.append((who.key, who.opens_contracts))
    assert keys == [("PNOEE-40404040009", False), ("PNOLT-40404040009", True)]


def test_who_came_by_eidas_opens_no_contracts_even_under_lithuanian_digits(provider: Provider) -> None:
    provider.claims = {"sub": "LT40404040009", "amr": ["eIDAS"]}
    who = known(provider, provider.service(**TARA))
    assert (who.key, who.opens_contracts) == ("EIDASLT-40404040009", False)


@pytest.mark.parametrize(
    "sub", ["40404040009", "LT", "LT40404040008", "lt40404040009", "LT٤0404040009", "LT40404040009\n"]
)
def test_a_subject_of_another_shape_is_nobody(provider: Provider, sub: str) -> None:
    provider.claims = {"sub": sub}
    assert reason(provider, provider.service(**TARA)) == "person"


@pytest.mark.parametrize("sign", ["+", "/", "=="])
def test_taras_padded_hash_is_read_where_tara_is_and_nowhere_else(provider: Provider, sign: str) -> None:
    while sign not in (padded := base64.b64encode(half(provider.access_token)).decode()):
        provider.access_token = secrets.token_urlsafe()
    provider.claims = {"sub": "EE60001019906", "at_hash": padded}
    assert known(provider, provider.service(**TARA))
    assert reason(provider) == "id_token: at_hash"
    provider.claims["at_hash"] = base64.b64encode(half("another")).decode()
    assert reason(provider, provider.service(**TARA)) == "id_token: at_hash"
