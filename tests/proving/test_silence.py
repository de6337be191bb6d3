"""Services that are silent, away, late or gone: our own time-out ends each call, and its own time every attempt."""

from collections.abc import Iterator
from time import monotonic

import pytest
from structlog.testing import capture_logs

from data import attempts
from data.database import now
from proving import Proving
from rules.outcomes import BY_METHOD
from tests.attempting import secrets_of
from tests.proving.asking import (
    HERE,
    begun,
    given_back,
    how,
    leave,
    link,
    push,
    ring,
    shown,
    somebody,
    to_the_end,
    work,
)
from tests.proving.services import Services
from tests.proving.walking import confirm, follow, linked

LASTS, USED_WITHIN = 120, 900
OVER = ("expired", "expired")
UNAVAILABLE = ("failed", "unavailable")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Our own time-outs are shorter; those of the services stay a minute long."""
    for name, seconds in (
        ("gateways.smart_id.session.BEGIN_SECONDS", 0.6),
        ("gateways.smart_id.session.LEAST_WAIT", 100),
        ("gateways.smart_id.session.SLACK_SECONDS", 0.5),
        ("gateways.mobile_id.asking.BEGINNING", 0.6),
        ("gateways.mobile_id.asking.LONGER", 0.5),
        ("gateways.ocsp.asking.SECONDS", 0.4),
        ("gateways.ways.smart_id.WAIT", 200),
        ("gateways.ways.mobile_id.WAIT", 200),
    ):
        monkeypatch.setattr(name, seconds)
    return


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("fault", "reason"), [("hang", "ReadTimeout"), ("drop", "ConnectionError")])
@pytest.mark.parametrize("service", ["smart-id", "mobile-id"])
def test_a_silent_service_is_asked_again_until_the_time_is_over(
    services: Services, proving: Proving, service: str, fault: str, reason: str
) -> None:
    whom, began = somebody(service, fault=fault), monotonic()
    attempt = begun(proving, push(whom) if service == "smart-id" else ring(services.ways, whom))
    with capture_logs() as said:
        assert work(proving, lambda: bool(said))
    assert monotonic() - began < 20  # the service would hang for a minute
    assert [(one["result"], one["reason"]) for one in said] == [("try_again", f"127.0.0.1: {reason}")]
    assert how(attempt) == ("waiting", "")
    assert attempts.expire(now() + LASTS) == 1
    assert how(attempt) == OVER
    assert secrets_of(attempt) == ("", "", "")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["hang", "drop", "maintenance"])
@pytest.mark.parametrize("service", ["smart-id", "mobile-id"])
def test_what_cannot_be_begun_is_not_begun_again(
    services: Services, proving: Proving, service: str, fault: str
) -> None:
    before = services.begun()
    with services.suffering(service, fault):
        attempt = link() if service == "smart-id" else ring(services.ways, somebody(service, code="40404040009"))
        assert to_the_end(proving, attempt) == [UNAVAILABLE]
    assert "unavailable" in BY_METHOD[service]
    proving.look(0)
    assert (how(attempt), services.begun()) == (UNAVAILABLE, before)


@pytest.mark.usefixtures("impatient")
def test_a_service_that_hangs_holds_up_nobody_elses(services: Services, proving: Proving) -> None:
    with services.suffering("smart-id", "hang"):
        hanging = [link() for _ in range(20)]
        attempt = leave()
        began = monotonic()
        assert begun(proving, attempt)
        assert monotonic() - began < 10
    to_the_end(proving, *hanging)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["hang", "drop", "maintenance"])
def test_nobody_is_let_in_while_revocation_cannot_be_asked(services: Services, proving: Proving, fault: str) -> None:
    attempt = linked(services, proving)
    with services.suffering("ocsp", fault):
        follow(services, attempt, somebody("smart-id", code="40404040009", country="LT"), "QR")
        assert to_the_end(proving, attempt) == [UNAVAILABLE]


def test_a_service_that_was_away_for_a_moment_is_asked_again(
    services: Services, proving: Proving, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(proving, ring(services.ways, somebody("mobile-id", code="48506151233", country="LT")))
    with services.suffering("mobile-id", "maintenance"):
        monkeypatch.setattr("proving.AGAIN", 0)
        with capture_logs() as said:
            assert work(proving, lambda: any(one.get("reason") == "mobile-id: 503" for one in said))
    confirm(services)
    assert to_the_end(proving, attempt) == [("verified", "")]


def test_an_answer_after_its_time_lets_nobody_in(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    follow(services, attempt, somebody("smart-id", code="40404040009", country="LT"), "QR")
    proving.take(attempt)
    attempts.expire(now() + LASTS)
    assert work(proving, lambda: not proving.asked)
    assert how(attempt) == OVER
    assert secrets_of(attempt) == ("", "", "")


def test_an_answer_after_they_pressed_stop_lets_nobody_in(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    follow(services, attempt, somebody("smart-id", code="40404040009", country="LT"), "QR")
    proving.take(attempt)
    attempts.cancel(attempt, HERE)
    assert work(proving, lambda: not proving.asked)
    assert how(attempt) == ("refused", "cancelled")


def test_an_answer_is_kept_for_a_page_that_was_closed(services: Services, proving: Proving) -> None:
    attempt = push(somebody("smart-id", code="40504040001"))
    assert to_the_end(proving, attempt) == [("verified", "")]
    assert attempts.expire(now() + USED_WITHIN - 5) == 0
    assert attempts.peek(attempt, HERE).code == "40504040001"
    assert attempts.expire(now() + USED_WITHIN + 5) == 1
    assert how(attempt) == OVER


def test_a_service_that_answers_twice_is_believed_once(services: Services, proving: Proving) -> None:
    """Each poll is answered with another signature, and each is good."""
    attempt = begun(proving, push(somebody("smart-id", fault="twice")))
    second = Proving(services.ways)
    for worker in (proving, second):
        worker.take(attempt)
        given_back(attempt)
    assert work(second, lambda: not second.asked)
    assert how(attempt) == ("verified", "")
    known = attempts.use(attempt, HERE)
    assert work(proving, lambda: not proving.asked)
    assert (how(attempt), known.code) == (("consumed", ""), somebody("smart-id", fault="twice").code)
    second.pool.shutdown()


def test_nothing_is_left_waiting_after_its_time(services: Services, proving: Proving) -> None:
    """However far an attempt has come, and whatever holds it: by its time it is over."""
    created, waiting, parked = link(), begun(proving, link()), linked(services, proving)
    follow(services, parked, somebody("smart-id", code="40404040009", country="LT"))
    in_hand = linked(services, proving)
    proving.take(in_hand)
    gate = begun(proving, leave())
    attempts.returned(gate, HERE, {"ticket": "t", "custom": "c"})
    everyone = [created, waiting, parked, in_hand, gate]
    attempts.expire(now() + LASTS)
    assert not [one for one in everyone if shown(one).is_live]
    assert attempts.due(100) == []
