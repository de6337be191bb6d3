"""Attempts to prove who one is, as pages know them: begun, shown, brought back and used, each once."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
import time_machine

from data import attempts
from data.attempts import Attempt, Busy
from data.attempts.tables import unsealed
from data.database import NotFound
from tests import people
from tests.at_once import at_once
from tests.attempting import ELSEWHERE, GATE, HERE, JONAS, QR, proven, push, secrets_of, state, waiting
from tests.people import identity


def test_the_same_key_is_the_same_attempt():
    first = attempts.begin(QR)
    assert attempts.begin(QR) == first
    attempts.cancel(first, HERE)
    assert attempts.begin(QR) == first
    assert Attempt.select().count() == 1


def test_a_key_pressed_four_times_at_once_begins_one_attempt():
    for asked in (QR, push("key-9")):
        assert len(set(at_once([lambda asked=asked: attempts.begin(asked)] * 4))) == 1


def test_nobody_else_begins_sees_brings_back_or_uses_it():
    begun = proven()
    other: list[Callable[[], object]] = [
        lambda: attempts.begin(replace(QR, browser=ELSEWHERE)),
        lambda: attempts.seen_by(begun, ELSEWHERE),
        lambda: attempts.returned(begun, ELSEWHERE, {}),
        lambda: attempts.cancel(begun, ELSEWHERE),
        lambda: attempts.peek(begun, ELSEWHERE),
        lambda: attempts.use(begun, ELSEWHERE),
        lambda: attempts.seen_by("nobody's", HERE),
    ]
    for act in other:
        with pytest.raises(NotFound):
            act()
    assert attempts.use(begun, HERE) == identity()


def test_one_telephone_rings_once_at_a_time():
    first = attempts.begin(push("key-1"))
    with pytest.raises(Busy) as told:
        attempts.begin(push("key-2"))
    assert told.value.own == first
    with pytest.raises(Busy) as told:
        attempts.begin(push("key-2", browser=ELSEWHERE))
    assert told.value.own == ""
    attempts.begin(push("key-3", JONAS))
    attempts.ended(first, "failed", "unreachable")
    assert attempts.begin(push("key-2")) != first


def test_a_push_that_nobody_ended_stands_in_the_way_no_longer_than_it_lasts():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        attempts.begin(push("key-1"))
        clock.shift(120)
        assert attempts.begin(push("key-2"))


def test_of_pushes_sent_at_once_one_rings():
    def ring(number: int) -> str:
        try:
            return attempts.begin(push(f"key-{number}"))
        except Busy:
            return ""

    found = at_once([lambda number=number: ring(number) for number in range(6)])
    assert sum(map(bool, found)) == 1


def test_a_push_is_for_somebody():
    with pytest.raises(ValueError, match="for somebody"):
        attempts.begin(replace(push("key-1"), expected=""))


def test_a_link_that_anybody_may_follow_is_never_busy():
    assert len({attempts.begin(replace(QR, key=f"key-{number}")) for number in range(3)}) == 3


def test_its_browser_sees_what_to_show_and_how_it_stands():
    shown = attempts.seen_by(waiting(QR, {"vc": "4711"}), HERE)
    assert (shown.state, shown.kept, shown.method, shown.purpose) == ("waiting", {"vc": "4711"}, "smart-id", "enter")
    assert shown.is_live
    assert "4711" not in repr(shown)


def test_what_the_constant_statement_shows_is_what_the_model_has():
    for asked in (QR, push("key-9"), replace(QR, key="key-8", purpose="prove", person_id=people.ruta().person.id)):
        shown, kept = attempts.seen_by(waiting(asked), HERE), Attempt.get(Attempt.key == asked.key)
        for name in (one.name for one in fields(shown) if one.name != "kept"):
            assert getattr(shown, name) == getattr(kept, name), name
        assert shown.kept == unsealed("kept", kept.public_id, kept.kept)


def test_an_attempt_whose_time_is_over_is_shown_so_before_the_worker_says_it():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        begun = waiting()
        clock.shift(300)
        shown = attempts.seen_by(begun, HERE)
        assert (shown.state, shown.outcome, shown.is_live) == ("expired", "expired", False)
        assert not attempts.verified(begun, identity())
        assert not attempts.returned(begun, HERE, {})


def test_the_browser_brings_an_answer_back_once_by_id_or_key():
    begun = waiting(GATE)
    assert attempts.returned("key-2", HERE, {"ticket": "t-1"})
    assert not attempts.returned(begun, HERE, {"ticket": "t-2"})
    leased = attempts.lease(begun, 10)
    assert leased
    assert (leased.state, leased.returned) == ("returned", {"ticket": "t-1"})


def test_an_answer_brought_four_times_at_once_is_taken_once():
    begun = waiting(GATE)
    assert at_once([lambda: attempts.returned(begun, HERE, {"ticket": "t-1"})] * 4).count(True) == 1


def test_an_answer_before_the_question_is_not_taken():
    assert not attempts.returned(attempts.begin(GATE), HERE, {"ticket": "t-1"})


def test_who_does_not_want_to_wait_leaves():
    begun = waiting()
    attempts.cancel(begun, HERE)
    assert (state(begun), attempts.seen_by(begun, HERE).outcome) == ("refused", "cancelled")
    assert not attempts.verified(begun, identity())
    done = proven(GATE)
    attempts.cancel(done, HERE)
    assert state(done) == "verified"


def test_a_proof_is_looked_at_often_and_used_once():
    begun = proven()
    assert [attempts.peek(begun, HERE) for _ in range(2)] == [identity()] * 2
    assert attempts.use(begun, HERE) == identity()
    for act in (attempts.use, attempts.peek):
        with pytest.raises(NotFound):
            act(begun, HERE)
    assert state(begun) == "consumed"
    assert secrets_of(begun) == ("", "", "")


def test_a_proof_used_four_times_at_once_lets_in_once():
    begun = proven()

    def use() -> bool:
        try:
            return attempts.use(begun, HERE) == identity()
        except NotFound:
            return False

    assert at_once([use] * 4).count(True) == 1


def test_a_proof_lasts_a_quarter_of_an_hour():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        begun = proven()
        clock.shift(15 * 60 - 1)
        assert attempts.peek(begun, HERE)
        clock.shift(1)
        with pytest.raises(NotFound):
            attempts.use(begun, HERE)
        assert state(begun) == "expired"


def test_nothing_is_used_before_it_is_proven():
    for begun in (attempts.begin(QR), waiting(GATE)):
        with pytest.raises(NotFound):
            attempts.use(begun, HERE)
    assert not attempts.verified(attempts.begin(QR), identity())


def test_somebody_else_than_was_asked_proves_nothing():
    begun = waiting(push("key-1"))
    assert not attempts.verified(begun, identity(JONAS))
    assert attempts.seen_by(begun, HERE).outcome == "failed"
    assert not attempts.verified(begun, identity())
    assert attempts.verified(waiting(push("key-2")), identity())


def test_the_same_digits_of_another_country_are_somebody_else():
    assert not attempts.verified(waiting(push("key-1")), identity(country="EE"))
