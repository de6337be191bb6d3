"""Our gateway and a certified provider that shares no code with it, over real forms and real HTTP."""

import json
from dataclasses import asdict, replace
from urllib.parse import parse_qs, urlsplit

import pytest

from gateways import oidc
from gateways.errors import GatewayError
from gateways.oidc import Begun, Service
from rules.identity import Identity, Refusal
from tests.gateways.oidc.certified import BACK, Browser, Page, now, signed_in

pytestmark = pytest.mark.xdist_group("oidc")  # one process of Node is enough


def test_a_person_signs_in_and_is_known_by_the_providers_name_for_them(service: Service, browser: Browser) -> None:
    who = signed_in(service, browser)
    assert isinstance(who, Identity)
    assert (who.kind, who.country, who.method, who.level) == ("OIDC", "", "oidc", "substantial")
    assert (who.given_name, who.family_name) == ("Jonas", "Bandymas")
    assert who.code == who.subject and who.session
    assert not who.opens_contracts
    assert signed_in(service, Browser()).key == who.key  # type: ignore[union-attr]


def test_claims_with_country_and_personal_code_open_contracts(service: Service, browser: Browser) -> None:
    who = signed_in(replace(service, person=("country", "personal_code")), browser, "ona")
    assert isinstance(who, Identity)
    assert who.key == "PNOLT-40404040009"
    assert who.opens_contracts


def test_what_is_remembered_meanwhile_can_be_written_down(service: Service, browser: Browser) -> None:
    begun = oidc.begin(service, BACK)
    assert isinstance(oidc.finish(service, Begun(**json.loads(json.dumps(asdict(begun)))),
                                  browser.sign_in(begun.url, "jonas"), now()), Identity)  # fmt: skip
    assert not any(secret in repr(begun) for secret in (begun.state, begun.nonce, begun.verifier))


def test_the_person_is_sent_with_a_challenge_a_nonce_and_the_level_asked_for(service: Service) -> None:
    asked = {name: value for name, (value,) in parse_qs(urlsplit(oidc.begin(service, BACK, "en").url).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == len(asked["nonce"]) == len(asked["state"]) == 43
    assert (asked["acr_values"], asked["ui_locales"], asked["scope"]) == ("substantial", "en", "openid profile")


def test_tokens_signed_on_a_curve_are_read_too(service: Service, browser: Browser) -> None:
    assert isinstance(signed_in(replace(service, client_id="curve"), browser), Identity)


def test_a_token_signed_by_an_algorithm_that_we_did_not_choose_is_refused(service: Service, browser: Browser) -> None:
    narrow = replace(service, client_id="curve", algorithms=("RS256",))
    assert signed_in(narrow, browser) == Refusal("failed", "id_token: UnsupportedAlgorithmError")


def test_two_tabs_at_once_both_come_home(service: Service, browser: Browser) -> None:
    first, second = oidc.begin(service, BACK), oidc.begin(service, BACK)
    browser.go(first.url)
    later, earlier = browser.sign_in(second.url, "jonas"), browser.sign_in(first.url, "jonas")
    assert oidc.finish(service, first, later, now()) == Refusal("failed", "state")
    assert isinstance(oidc.finish(service, first, earlier, now()), Identity)
    assert isinstance(oidc.finish(service, second, later, now()), Identity)


def test_a_code_is_good_once(service: Service, browser: Browser) -> None:
    begun = oidc.begin(service, BACK)
    query = browser.sign_in(begun.url, "jonas")
    assert isinstance(oidc.finish(service, begun, query, now()), Identity)
    assert oidc.finish(service, begun, query, now()) == Refusal("used", "invalid_grant")


def test_a_stolen_code_is_worth_nothing_without_its_verifier(service: Service, browser: Browser) -> None:
    begun, thief = oidc.begin(service, BACK), oidc.begin(service, BACK)
    stolen = {**browser.sign_in(begun.url, "jonas"), "state": thief.state}
    assert oidc.finish(service, thief, stolen, now()) == Refusal("used", "invalid_grant")


def test_another_questions_nonce_is_refused(service: Service, browser: Browser) -> None:
    begun = oidc.begin(service, BACK)
    other = replace(begun, nonce=oidc.begin(service, BACK).nonce)
    refused = oidc.finish(service, other, browser.sign_in(begun.url, "jonas"), now())
    assert refused == Refusal("failed", "id_token: nonce")


@pytest.mark.parametrize("change", [{}, {"iss": ""}, {"iss": "https://other.example"}])
def test_an_answer_that_names_no_issuer_or_another_is_refused(
    service: Service, browser: Browser, change: dict[str, str]
) -> None:
    begun = oidc.begin(service, BACK)
    query = browser.sign_in(begun.url, "jonas")
    assert query.pop("iss") == service.issuer
    assert oidc.finish(service, begun, {**query, **change}, now()) == Refusal("failed", "iss")


def test_who_turns_back_at_the_provider_cancelled(service: Service, browser: Browser) -> None:
    begun = oidc.begin(service, BACK)
    page = browser.go(begun.url)
    assert isinstance(page, Page)
    query = browser.go(next(link for link in page.links if link.endswith("/abort")))
    assert isinstance(query, dict)
    assert oidc.finish(service, begun, query, now()) == Refusal("cancelled", "access_denied")


@pytest.mark.parametrize(("login", "reason"), [("weak", "acr"), ("other", "amr")])
def test_too_low_a_level_and_a_method_not_offered_are_too_weak(
    service: Service, browser: Browser, login: str, reason: str
) -> None:
    assert signed_in(service, browser, login) == Refusal("weak", reason)


def test_a_secret_that_the_provider_does_not_know_is_for_staff(service: Service, browser: Browser) -> None:
    with pytest.raises(GatewayError, match="broken: oidc token: refused"):
        signed_in(replace(service, client_secret="another"), browser)
