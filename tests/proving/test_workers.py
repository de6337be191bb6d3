"""Workers that die, compete, and meet what they cannot open or read."""

from concurrent.futures import wait

import pytest

from data import attempts, sealing
from data.attempts import Attempt
from proving import Proving
from sandbox.asked import Person
from tests.at_once import at_once
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
from tests.proving.walking import back_from_the_gateway, confirm, follow, linked

VERIFIED, FAILED, UNAVAILABLE = ("verified", ""), ("failed", "failed"), ("failed", "unavailable")
ALONE: Person = somebody("smart-id", code="40504040001")
ONA: Person = somebody("smart-id", code="48506151233", country="LT")


def died(services: Services, attempt: str) -> None:
    """A worker takes it, hears what the service says, and is killed before it writes a word; its lease runs out."""
    dying = Proving(services.ways)
    dying.take(attempt)
    assert dying.asked
    wait(dying.asked, 20)
    dying.pool.shutdown()
    given_back(attempt)


def test_a_worker_that_dies_while_it_asks_gives_the_attempt_back(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    follow(services, attempt, ONA, "QR")
    died(services, attempt)
    assert how(attempt) == ("waiting", "")
    assert to_the_end(proving, attempt) == [VERIFIED]


def test_a_worker_that_dies_while_it_begins_lets_no_telephone_ring_twice(services: Services, proving: Proving) -> None:
    before = services.begun()
    attempt = push(ALONE)
    died(services, attempt)
    assert (how(attempt), services.begun()) == (("created", ""), before + 1)
    assert to_the_end(proving, attempt) == [UNAVAILABLE]
    assert services.begun() == before + 1
    assert to_the_end(proving, push(ALONE)) == [VERIFIED]  # and they may try again at once


def test_a_worker_that_wakes_up_after_its_lease_changes_nothing(services: Services, proving: Proving) -> None:
    attempt, sleeping = linked(services, proving), Proving(services.ways)
    sleeping.take(attempt)
    wait(sleeping.asked, 20)  # nobody has answered yet
    given_back(attempt)
    follow(services, attempt, ONA, "QR")
    assert to_the_end(proving, attempt) == [VERIFIED]
    sleeping.look(0)
    assert how(attempt) == VERIFIED
    sleeping.pool.shutdown()


def test_of_several_workers_one_begins_each_attempt(services: Services) -> None:
    before, waiting = services.begun(), [link() for _ in range(8)]
    workers = [Proving(services.ways) for _ in range(3)]

    def look(worker: Proving) -> bool:
        return work(worker, lambda: not any(shown(one).state == "created" for one in waiting))

    assert at_once([lambda worker=worker: look(worker) for worker in workers]) == [True] * 3  # type: ignore[misc]
    assert {how(one) for one in waiting} == {("waiting", "")}
    assert services.begun() == before + 8
    for worker in workers:
        worker.pool.shutdown()


def test_the_same_form_sent_again_rings_once(services: Services, proving: Proving) -> None:
    before, whom = services.begun(), somebody("mobile-id", code="48506151233", country="LT")
    attempt = begun(proving, ring(services.ways, whom))
    with pytest.raises(attempts.Busy):
        ring(services.ways, whom)
    confirm(services)
    assert to_the_end(proving, attempt) == [VERIFIED]
    assert services.begun() == before + 1


@pytest.mark.parametrize("was", ["created", "waiting"])
def test_what_does_not_open_any_more_has_failed_and_stops_nobody_else(
    services: Services, proving: Proving, was: str
) -> None:
    attempt = link() if was == "created" else linked(services, proving)
    sealing.set_key("another key, as long as the one before it was")
    other = link()
    proving.look(0.05)
    assert Attempt.get(Attempt.public_id == attempt).outcome == "failed"
    assert secrets_of(attempt) == ("", "", "")
    assert begun(proving, other)


def test_what_was_brought_back_and_does_not_open_has_failed(services: Services, proving: Proving) -> None:
    attempt = back_from_the_gateway(services, proving)
    Attempt.update(returned=secrets_of(attempt)[0]).where(Attempt.public_id == attempt).execute()
    assert to_the_end(proving, attempt) == [FAILED]


def test_a_way_that_is_no_longer_configured_is_unavailable(services: Services, proving: Proving) -> None:
    asked = [linked(services, proving), back_from_the_gateway(services, proving), link(), leave()]
    for one in asked[:2]:
        given_back(one)
    bare = Proving({})
    assert to_the_end(bare, *asked) == [UNAVAILABLE] * 4
    bare.pool.shutdown()


def test_values_that_a_way_cannot_read_prove_nobody_and_stop_nobody_else(services: Services, proving: Proving) -> None:
    attempt, other = linked(services, proving), linked(services, proving)
    Attempt.update(kept="").where(Attempt.public_id == attempt).execute()
    follow(services, other, ONA, "QR")
    assert to_the_end(proving, attempt, other) == [FAILED, VERIFIED]


def test_a_worker_takes_no_more_than_it_has_threads_for(
    services: Services, proving: Proving, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, small = [linked(services, proving) for _ in range(3)], Proving(services.ways)
    monkeypatch.setattr("proving.AT_ONCE", 2)
    for one in waiting:
        given_back(one)
        follow(services, one, ONA, "QR")
    small.look(0)
    assert len(small.asked) <= 2
    assert how(waiting[2]) == ("waiting", "")
    assert to_the_end(small, *waiting) == [VERIFIED] * 3
    assert {attempts.use(one, HERE).key for one in waiting} == {ONA.id}
    small.pool.shutdown()
