"""Attempts to prove who one is, as the worker carries them, and what of them stays in the table."""

from dataclasses import replace

import pytest
import time_machine

from data import attempts, sealing
from data.attempts import Attempt
from data.database import database, now, rows
from tests import people
from tests.at_once import at_once
from tests.attempting import GATE, HERE, JONAS, QR, proven, push, secrets_of, state, waiting
from tests.people import CODE, identity


def test_an_attempt_is_in_one_workers_hands():
    begun = attempts.begin(QR)
    assert attempts.due(10) == [begun]
    assert sum(map(bool, at_once([lambda: attempts.lease(begun, 10)] * 4))) == 1
    assert attempts.due(10) == []


def test_what_is_due_is_found_by_an_index_among_thousands_that_are_over():
    row = {"method": "smart-id", "flow": "link", "purpose": "enter", "browser": HERE, "expires_at": now() + 300}
    old = [{**row, "public_id": f"p{n}", "key": f"k{n}", "state": "consumed"} for n in range(5000)]
    for start in range(0, len(old), 500):
        Attempt.insert_many(old[start : start + 500]).execute()
    begun, seen = attempts.begin(QR), []
    real = database.obj.execute_sql
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database.obj, "execute_sql", lambda *asked: (seen.append(asked), real(*asked))[1])
        assert attempts.due(10) == [begun]
    ((statement, values, *_),) = seen
    explain = "EXPLAIN QUERY PLAN" if database.param == "?" else "EXPLAIN"
    plan = str(database.execute_sql(f"{explain} {statement}", values).fetchall())
    assert "attempt_state_leased_until" in plan, plan


def test_a_service_is_called_to_begin_once_whoever_calls():
    begun = attempts.begin(QR)
    assert at_once([lambda: attempts.beginning(begun)] * 4).count(True) == 1
    assert not attempts.beginning(begun)
    assert attempts.began(begun, {"session": "s-1"})
    assert not attempts.beginning(waiting(replace(QR, key="key-8")))


def test_a_worker_that_died_gives_it_back():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        begun = attempts.begin(QR)
        first = attempts.lease(begun, 10)
        clock.shift(10)
        second = attempts.lease(begun, 10)
        assert first and second
        attempts.not_yet(first, 0, {"session": "of the dead"})
        assert attempts.lease(begun, 10) is None
        attempts.not_yet(second, 0, {"session": "of the living"})
        third = attempts.lease(begun, 10)
        assert third and third.kept == {"session": "of the living"}


def test_a_service_is_begun_once():
    begun = attempts.begin(QR)
    assert at_once([lambda: attempts.began(begun, {"session": "s"})] * 4).count(True) == 1


def test_a_telephone_is_asked_again_after_a_second_and_a_gate_is_not():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        asked, gate = waiting(), waiting(GATE)
        assert attempts.due(10) == [asked]
        leased = attempts.lease(asked, 10)
        assert leased
        attempts.not_yet(leased)
        assert attempts.due(10) == []
        clock.shift(1)
        assert attempts.due(10) == [asked]
        attempts.returned(gate, HERE, {"ticket": "t"})
        assert attempts.due(1) == [gate]


def test_what_a_browser_brings_while_a_worker_asks_is_not_lost():
    begun = waiting()
    leased = attempts.lease(begun, 10)
    assert leased
    assert attempts.returned(begun, HERE, {"value": "callback"})
    attempts.not_yet(leased, 0, {"answer": "complete"})
    again = attempts.lease(begun, 10)
    assert again
    assert (again.state, again.kept, again.returned) == ("returned", {"answer": "complete"}, {"value": "callback"})


def test_what_has_ended_stays_ended_and_keeps_no_secret():
    begun = waiting(GATE)
    attempts.returned(begun, HERE, {"ticket": "t-1"})
    assert attempts.ended(begun, "refused", "cancelled")
    assert not attempts.ended(begun, "failed", "failed")
    assert not attempts.began(begun, {})
    assert not attempts.verified(begun, identity())
    assert attempts.seen_by(begun, HERE).outcome == "cancelled"
    assert secrets_of(begun) == ("", "", "")
    assert attempts.lease(begun, 10) is None


def test_what_nobody_finished_or_used_expires_without_a_trace_of_whom():
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        begun, unused, used = attempts.begin(QR), proven(GATE), proven(replace(GATE, key="key-3"))
        attempts.use(used, HERE)
        assert attempts.expire(now()) == 0
        clock.shift(15 * 60)
        assert attempts.expire(now()) == 2
        assert [state(one) for one in (begun, unused, used)] == ["expired", "expired", "consumed"]
        assert {secrets_of(one) for one in (begun, unused, used)} == {("", "", "")}
        assert attempts.forget_old(now()) == 3


def test_the_table_tells_nothing_of_anybody():
    attempts.returned(waiting(replace(push("key-1"), kept={"phone": "+37060000001"})), HERE, {"code": CODE})
    proven(GATE)
    kept = str(rows("SELECT * FROM attempt"))
    assert not [word for word in (CODE, "37060000001", "Kanar", "Slapt", "Prisijungti") if word in kept]


def test_what_is_told_of_an_attempt_in_a_log_is_nothing_of_anybody():
    asked = push("key-1")
    begun = attempts.begin(asked)
    said = repr((asked, attempts.seen_by(begun, HERE), attempts.lease(begun, 10)))
    assert not [word for word in (CODE, "37060000001") if word in said]


def test_a_row_whose_secrets_were_exchanged_does_not_open():
    first, second = proven(), proven(GATE, identity(JONAS))
    Attempt.update(identity=secrets_of(second)[2]).where(Attempt.public_id == first).execute()
    with pytest.raises(sealing.DoesNotFit):
        attempts.use(first, HERE)


def test_an_attempt_goes_with_its_person():
    ruta = people.ruta().person
    begun = attempts.begin(replace(QR, purpose="prove", person_id=ruta.id))
    assert attempts.seen_by(begun, HERE).person_id == ruta.id
    ruta.delete_instance()
    assert Attempt.select().count() == 0
