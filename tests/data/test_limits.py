from concurrent.futures import ThreadPoolExecutor

import time_machine

from data import limits
from data.database import connect, database, now
from data.limits import LimitHit


def test_an_act_goes_on_until_its_limit(tables: str) -> None:
    assert [limits.take("report", "ona", 2, 60) for _ in range(3)] == [True, True, False]


def test_one_key_and_one_kind_do_not_limit_another(tables: str) -> None:
    limits.take("report", "ona", 1, 60)
    assert limits.take("report", "jonas", 1, 60)
    assert limits.take("code", "ona", 1, 60)


def test_what_is_long_ago_no_longer_counts(tables: str) -> None:
    LimitHit.create(bucket="report", key="ona", at=now() - 61)
    assert limits.take("report", "ona", 1, 60)
    assert limits.forget_old(now() - 30) == 1


def test_after_the_free_tries_one_waits_longer_each_time(tables: str) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        waits = []
        for _ in range(8):
            waits.append(wait := limits.seconds_to_wait("password", "ona", 2, 60, 3600))
            clock.shift(wait)
            if wait:
                assert limits.seconds_to_wait("password", "ona", 2, 60, 3600) == 0
        assert waits == [0, 0, 1, 2, 4, 8, 16, 32]
        assert limits.seconds_to_wait("password", "jonas", 2, 60, 3600) == 0


def test_a_refused_try_is_not_counted(tables: str) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        limits.seconds_to_wait("password", "ona", 1, 60, 3600)
        assert {limits.seconds_to_wait("password", "ona", 1, 60, 3600) for _ in range(50)} == {1}
        assert limits.counted("password", "ona", 3600) == 1


def test_a_good_try_is_given_back(tables: str) -> None:
    limits.take("address", "home", 1, 60)
    limits.give_back("address", "home")
    assert limits.take("address", "home", 1, 60)
    limits.forget("address", "home")
    assert limits.counted("address", "home", 60) == 0


def test_tries_at_once_do_not_slip_through_together(tables: str) -> None:
    def one(_turn: int) -> bool:
        connect()
        try:
            return limits.take("code", "ona", 3, 60)
        finally:
            database.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(12))) == 3
