from data import limits
from data.database import now
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
    assert limits.forget_older_than(now() - 30) == 1
