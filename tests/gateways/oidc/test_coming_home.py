"""What the browser brings home: the state, the issuer, an error, a code (oidc.md §3, §8)."""

import secrets

import pytest

from gateways import oidc
from rules.identity import Identity
from tests.gateways.oidc.coming_home import BACK, came_home, known, reason
from tests.gateways.oidc.wayward import MOMENT, Provider


def test_an_honest_answer_is_believed(provider: Provider) -> None:
    who = known(provider)
    assert (who.kind, who.level, who.given_name) == ("OIDC", "substantial", "")
    assert "a-person" not in repr(who) and who.session and who.session != "a-session"


def test_an_answer_from_another_browsers_question_is_refused(provider: Provider) -> None:
    assert reason(provider, state=secrets.token_urlsafe(32)) == "state"
    assert reason(provider, state="") == "state"
    assert provider.asked["token"] == 0


def test_a_missing_issuer_is_refused_only_when_the_provider_announced_it(provider: Provider) -> None:
    assert reason(provider, iss="") == "iss"
    assert reason(provider, iss=provider.issuer + "/") == "iss"
    service = provider.service(acr="low")
    provider.said["authorization_response_iss_parameter_supported"] = False
    begun = oidc.begin(service, BACK)
    query = provider.sent_home(begun)
    del query["iss"]
    assert isinstance(oidc.finish(service, begun, query, MOMENT), Identity)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [("user_cancel", "cancelled"), ("access_denied", "cancelled"), ("server_error", "unavailable"),
     ("unmet_authentication_requirements", "weak"), ("invalid_scope", "failed"), ("login_required", "failed")],
)  # fmt: skip
def test_each_error_has_its_meaning(provider: Provider, error: str, outcome: str) -> None:
    refused = came_home(provider, error=error, error_description="Ona Onaitė said no")
    assert (refused.outcome, refused.reason) == (outcome, error)  # type: ignore[union-attr]


def test_what_anybody_may_write_into_an_address_stays_out_of_the_log(provider: Provider) -> None:
    assert reason(provider, error="\n2026 all is well") == "unknown error"
    assert reason(provider, code="") == "code"
    assert reason(provider, code="ąžuolas") == "code"


def test_an_error_is_only_heard_in_answer_to_our_question(provider: Provider) -> None:
    assert reason(provider, error="user_cancel", state="another") == "state"
    assert reason(provider, error="user_cancel", iss="https://other.example") == "iss"
