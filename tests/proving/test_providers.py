"""An OpenID provider in the gateway's place, before the real worker: it does wrong as a test tells it."""

import time
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from data import attempts
from gateways.connect import ways
from gateways.oidc import Begun
from proving import Proving
from rules.outcomes import GATEWAY
from tests.gateways.oidc.wayward import SECRET, Provider, wayward
from tests.proving.asking import HERE, begun, given_back, leave, shown, to_the_end
from tests.proving.services import Services, sandbox

VERIFIED, UNAVAILABLE = [("verified", "")], [("failed", "unavailable")]
ONA = {"country": "LT", "personal_code": "48506151233", "given_name": "Ona", "family_name": "Pavyzdienė"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with wayward() as running:
        moment = int(time.time())
        running.claims = {"iat": moment, "exp": moment + 40, **ONA}
        yield running


@pytest.fixture
def proving(provider: Provider, services: Services) -> Iterator[Proving]:
    """A worker that knows the provider by its settings."""
    agreed = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": "us", "OIDC_CLIENT_SECRET": SECRET}
    instance = services.house.folder.parent
    made = Proving(ways(sandbox(services.address, instance, **agreed, OIDC_PERSON="country,personal_code")))
    yield made
    made.pool.shutdown(wait=False, cancel_futures=True)


def gone(provider: Provider, proving: Proving, **changes: str) -> tuple[str, dict[str, str]]:
    """An attempt whose browser has been at the provider, and what it brings back."""
    attempt = begun(proving, leave("oidc"))
    kept = {name: value for name, value in shown(attempt).kept.items() if name != "leave"}
    return attempt, provider.sent_home(Begun(**kept), **changes)


def back(provider: Provider, proving: Proving, **changes: str) -> str:
    """The same, and it has brought it."""
    attempt, brought = gone(provider, proving, **changes)
    assert attempts.returned(attempt, HERE, brought)
    return attempt


def test_the_provider_proves_who_came_home(provider: Provider, proving: Proving) -> None:
    attempt = back(provider, proving)
    assert to_the_end(proving, attempt) == VERIFIED
    known = attempts.use(attempt, HERE)
    assert known.session and known.subject
    assert (known.key, known.given_name, known.family_name) == ("PNOLT-48506151233", "Ona", "Pavyzdienė")
    assert (known.method, known.level) == ("oidc", "substantial")


def test_the_state_names_the_attempt_and_cannot_be_guessed(proving: Proving) -> None:
    first, second = begun(proving, leave("oidc")), begun(proving, leave("oidc"))
    states = [dict(parse_qsl(urlsplit(str(shown(one).kept["leave"])).query))["state"] for one in (first, second)]
    assert [state.partition(".")[0] for state in states] == [first, second]
    assert all(len(state.partition(".")[2]) >= 43 for state in states)
    assert states[0].partition(".")[2] != states[1].partition(".")[2]


ERRORS = {
    "user_cancel": "cancelled",
    "access_denied": "cancelled",
    "server_error": "unavailable",
    "temporarily_unavailable": "unavailable",
    "unmet_authentication_requirements": "weak",
    "login_required": "failed",
    "something_new": "failed",
}


@pytest.mark.parametrize("error", ERRORS)
def test_each_error_ends_as_it_should(provider: Provider, proving: Proving, error: str) -> None:
    ((_, outcome),) = to_the_end(proving, back(provider, proving, error=error))
    assert outcome == ERRORS[error]
    assert outcome in GATEWAY


FAULTS = {
    "another person's nonce": ({"nonce": "another"}, "failed"),
    "another audience": ({"aud": "them"}, "failed"),
    "another issuer": ({"iss": "https://other.example"}, "failed"),
    "too old": ({"exp": int(time.time()) - 3600}, "failed"),
    "too weak": ({"acr": "low"}, "weak"),
    "a code that is none": ({"personal_code": "11111111111"}, "failed"),
    "half a character in a name": ({"given_name": "\ud800"}, "failed"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_does_not_hold_proves_nobody(provider: Provider, proving: Proving, fault: str) -> None:
    claims, wanted = FAULTS[fault]
    provider.claims |= claims
    ((_, outcome),) = to_the_end(proving, back(provider, proving))
    assert outcome == wanted


def test_a_code_of_another_attempt_proves_nobody(provider: Provider, proving: Proving) -> None:
    mine = begun(proving, leave("oidc"))
    _, theirs = gone(provider, proving)
    assert attempts.returned(mine, HERE, theirs)
    assert to_the_end(proving, mine) == [("failed", "failed")]


def test_tokens_that_were_read_and_lost_are_used(provider: Provider, proving: Proving) -> None:
    attempt, dying = back(provider, proving), Proving(proving.ways)
    dying.take(attempt)
    dying.pool.shutdown()
    given_back(attempt)
    assert to_the_end(proving, attempt) == [("refused", "used")]


def test_a_provider_that_is_away_begins_nothing(provider: Provider, proving: Proving) -> None:
    provider.answers["openid-configuration"] = (503, "")
    assert to_the_end(proving, leave("oidc")) == UNAVAILABLE
    assert provider.asked["openid-configuration"] == 1


def test_a_code_is_kept_while_the_provider_is_away(
    provider: Provider, proving: Proving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proving.AGAIN", 0)
    attempt = back(provider, proving)
    provider.answers["keys"] = (503, "")
    proving.look(1)
    assert shown(attempt).is_live
    del provider.answers["keys"]
    assert to_the_end(proving, attempt) == VERIFIED
    assert provider.asked["token"] == 1
