"""How long a proof counts as fresh, and which proof counts of whom."""

import pytest

from rules.proofs import FRESH, is_freshly_proven

NOW = 1_800_000_000


def test_fresh_is_ten_minutes() -> None:
    assert FRESH == 10 * 60


@pytest.mark.parametrize(("ago", "is_so"), [(0, True), (599, True), (600, False), (86400, False)])
def test_a_proof_is_fresh_for_ten_minutes(ago: int, is_so: bool) -> None:
    assert is_freshly_proven(NOW - ago, 0, True, NOW) is is_so
    assert is_freshly_proven(0, NOW - ago, False, NOW) is is_so


def test_what_was_never_proven_is_not_fresh() -> None:
    assert not is_freshly_proven(0, 0, True, NOW)
    assert not is_freshly_proven(0, 0, False, NOW)


def test_the_password_does_not_count_of_somebody_with_a_strong_identity() -> None:
    assert not is_freshly_proven(0, NOW, True, NOW)


def test_another_machines_clock_that_is_a_little_ahead_does_no_harm() -> None:
    assert is_freshly_proven(NOW + 2, 0, True, NOW)
