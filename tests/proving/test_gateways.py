"""The e-government gateway before the real worker: each way, each fault, and an answer that is told once."""

from dataclasses import replace

import pytest

from data import attempts
from data.database import now
from gateways.ways import ViispWay
from proving import Proving
from rules.outcomes import GATEWAY
from sandbox.gateway.choices import ANSWERS, WAYS
from tests.attempting import secrets_of
from tests.proving.asking import HERE, begun, given_back, how, leave, shown, to_the_end, work
from tests.proving.services import Services
from tests.proving.walking import at_the_gateway, back_from_the_gateway

VERIFIED = [("verified", "")]
ENDS = {
    "good": "",
    "sha256": "",
    "replayed": "used",
    "fault": "used",  # the gateway says no, and it does not say why
    "signature": "failed",
    "key": "failed",
    "changed": "failed",
    "custom": "failed",
    "browser": "failed",
    "company": "unusable",
    "missing": "failed",
}
WANTED = {
    "auth.lt.bank": ("PNO", "substantial"),
    "auth.lt.identity.card": ("PNO", "high"),
    "auth.signatureProvider": ("PNO", "high"),
    "auth.eidas": ("EIDAS", "low"),
    "auth.iltu.identity.card": ("ILTU", "high"),
}


@pytest.fixture
def hasty(services: Services, proving: Proving, monkeypatch: pytest.MonkeyPatch) -> Proving:
    """A worker that does not wait for the gateway longer than half a second, and asks again at once."""
    monkeypatch.setattr("proving.AGAIN", 0)
    way = services.ways["viisp"]
    assert isinstance(way, ViispWay)
    proving.ways = {"viisp": replace(way, service=replace(way.service, seconds=0.5))}
    return proving


@pytest.mark.parametrize("answer", ENDS)
def test_each_answer_ends_as_it_should(services: Services, proving: Proving, answer: str) -> None:
    ((state, outcome),) = to_the_end(proving, back_from_the_gateway(services, proving, answer=answer))
    assert outcome == ENDS[answer]
    assert outcome in GATEWAY if outcome else state == "verified"


def test_every_answer_of_the_stand_in_has_its_end() -> None:
    assert {*ENDS, "slow", "none"} == set(ANSWERS)
    assert {*WANTED, "auth.login.pass"} == set(WAYS)


@pytest.mark.parametrize("way", WANTED)
def test_each_way_there_proves_what_it_can(services: Services, proving: Proving, way: str) -> None:
    attempt = back_from_the_gateway(services, proving, way=way)
    assert to_the_end(proving, attempt) == VERIFIED
    known = attempts.use(attempt, HERE)
    assert (known.kind, known.level) == WANTED[way]


def test_a_password_there_is_too_weak(services: Services, proving: Proving) -> None:
    attempt = back_from_the_gateway(services, proving, way="auth.login.pass")
    assert to_the_end(proving, attempt) == [("refused", "weak")]


def test_data_that_were_read_and_lost_are_used(services: Services, proving: Proving) -> None:
    attempt, dying = back_from_the_gateway(services, proving), Proving(services.ways)
    dying.take(attempt)
    dying.pool.shutdown()  # it has the answer in its hands, and is gone before it writes
    given_back(attempt)
    assert to_the_end(proving, attempt) == [("refused", "used")]


def test_data_that_come_too_late_are_used(services: Services, hasty: Proving) -> None:
    attempt = back_from_the_gateway(services, hasty, answer="slow")
    assert to_the_end(hasty, attempt) == [("refused", "used")]


def test_a_browser_that_never_comes_back_is_waited_for_without_asking(services: Services, proving: Proving) -> None:
    attempt, brought = at_the_gateway(services, proving, answer="none")
    assert brought["ticket"] == ""
    proving.look(0)
    assert not proving.asked
    attempts.expire(now() + 120)
    assert how(attempt) == ("expired", "expired")
    assert secrets_of(attempt) == ("", "", "")


def test_what_another_browser_brings_is_not_this_ones(services: Services, proving: Proving) -> None:
    mine = begun(proving, leave())
    _, theirs = at_the_gateway(services, proving)
    assert attempts.returned(mine, HERE, theirs)
    assert to_the_end(proving, mine) == [("failed", "failed")]


def test_a_gateway_that_is_away_gives_no_ticket(services: Services, proving: Proving) -> None:
    way = services.ways["viisp"]
    assert isinstance(way, ViispWay)
    nobody = replace(way.service.line, url=f"{services.address}/nothing")
    proving.ways = {"viisp": replace(way, service=replace(way.service, line=nobody))}
    assert to_the_end(proving, leave()) == [("failed", "failed")]
    proving.ways = {"viisp": replace(way, service=replace(way.service, pid="VSID000000000999"))}
    assert to_the_end(proving, leave()) == [("failed", "unavailable")]


def test_coming_back_twice_asks_the_gateway_once(services: Services, proving: Proving) -> None:
    attempt, brought = at_the_gateway(services, proving)
    assert attempts.returned(attempt, HERE, brought)
    assert not attempts.returned(attempt, HERE, brought)
    assert work(proving, lambda: shown(attempt).state == "verified")
    assert not attempts.returned(attempt, HERE, brought)
    assert to_the_end(proving, attempt) == VERIFIED
