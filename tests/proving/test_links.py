"""Smart-ID on the same phone: what the browser brings back, before the answer and after it, once, and in no other
browser (smart-id.md §9).
"""

import pytest

from data import attempts
from data.database import NotFound, now
from proving import Proving
from tests.attempting import secrets_of
from tests.proving.asking import ELSEWHERE, HERE, begun, how, link, shown, somebody, to_the_end, work
from tests.proving.services import Services
from tests.proving.walking import come_back, follow, linked

VERIFIED, FAILED = [("verified", "")], [("failed", "failed")]
ONA = somebody("smart-id", code="48506151233", country="LT")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks at a parked answer without a pause."""
    monkeypatch.setattr("proving.PARKED", 0)


def parked(services: Services, proving: Proving) -> tuple[str, str]:
    """The phone has answered, the browser has not come back, and the worker has asked; where it is to come back to."""
    attempt = linked(services, proving)
    back = follow(services, attempt, ONA)
    assert work(proving, lambda: "answer" in shown(attempt).kept)
    return attempt, back


def test_an_answer_waits_for_its_browser(services: Services, proving: Proving) -> None:
    attempt, back = parked(services, proving)
    assert how(attempt) == ("waiting", "")
    assert come_back(services, attempt, back)
    assert to_the_end(proving, attempt) == VERIFIED
    assert attempts.use(attempt, HERE).key == ONA.id


def test_an_answer_that_waits_is_not_asked_for_again(services: Services, proving: Proving) -> None:
    attempt, back = parked(services, proving)
    assert come_back(services, attempt, back)
    with services.suffering("smart-id", "maintenance"):
        assert to_the_end(proving, attempt) == VERIFIED


def test_a_browser_may_be_back_while_the_phone_is_still_asked(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    assert come_back(services, attempt, follow(services, attempt, somebody("smart-id", fault="late")))
    assert how(attempt) == ("returned", "")
    assert to_the_end(proving, attempt) == VERIFIED


def test_an_answer_whose_browser_never_comes_back_ends_with_its_time(services: Services, proving: Proving) -> None:
    attempt, _ = parked(services, proving)
    assert attempts.expire(now() + 120) == 1
    assert how(attempt) == ("expired", "expired")
    assert secrets_of(attempt) == ("", "", "")


def test_coming_back_in_another_browser_changes_nothing(services: Services, proving: Proving) -> None:
    attempt, back = parked(services, proving)
    before = shown(attempt)
    with pytest.raises(NotFound):
        come_back(services, attempt, back, ELSEWHERE)
    with pytest.raises(NotFound):
        attempts.returned(attempt, ELSEWHERE, {"value": "a", "digest": "b", "verifier": "c"})
    assert shown(attempt) == before
    assert come_back(services, attempt, back)
    assert to_the_end(proving, attempt) == VERIFIED


def test_coming_back_a_second_time_changes_nothing(services: Services, proving: Proving) -> None:
    attempt, back = parked(services, proving)
    assert come_back(services, attempt, back)
    assert not come_back(services, attempt, back)
    assert not attempts.returned(attempt, HERE, {"value": "another", "digest": "another", "verifier": "another"})
    assert to_the_end(proving, attempt) == VERIFIED
    assert not attempts.returned(attempt, HERE, {})
    assert to_the_end(proving, attempt) == VERIFIED


def test_an_address_that_the_app_did_not_make_changes_nothing(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    for person in ({"fault": "digest"}, {"fault": "verifier"}):
        other = linked(services, proving)
        assert not come_back(services, attempt, follow(services, other, somebody("smart-id", **person)))
    back = follow(services, attempt, ONA)
    assert not come_back(services, attempt, back.replace("sessionSecretDigest=", "sessionSecretDigest=A"))
    assert not come_back(services, attempt, back.partition("&")[0])
    assert come_back(services, attempt, back)
    assert to_the_end(proving, attempt) == VERIFIED


def test_a_wrong_digest_is_not_taken_and_the_attempt_goes_on(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    assert not come_back(services, attempt, follow(services, attempt, somebody("smart-id", fault="digest")))
    assert work(proving, lambda: "answer" in shown(attempt).kept)
    assert how(attempt) == ("waiting", "")


@pytest.mark.parametrize(
    "fault", ["verifier", "flow", "pkcs1", "weaker", "wrong_hash", "another", "swapped", "signing", "revoked"]
)
def test_a_link_is_as_strict_as_a_push(services: Services, proving: Proving, fault: str) -> None:
    attempt = linked(services, proving)
    assert come_back(services, attempt, follow(services, attempt, somebody("smart-id", fault=fault)))
    assert to_the_end(proving, attempt) == FAILED


def test_who_scans_is_not_who_comes_back(services: Services, proving: Proving) -> None:
    """A picture of a QR code that is sent to a victim brings no browser back, and the link brings it to the victim."""
    mine, theirs = begun(proving, link()), begun(proving, link())
    back = follow(services, theirs, ONA)
    assert not come_back(services, mine, back)
    assert not come_back(services, mine, back.replace(theirs, mine))
    assert {how(mine), how(theirs)} == {("waiting", "")}


def test_a_weaker_account_is_told_so(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    follow(services, attempt, somebody("smart-id", form="advanced"), "QR")
    assert to_the_end(proving, attempt) == [("refused", "weak")]
