"""Whatever comes and goes back, a booking adds up to nothing and closes no more than is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ledger import REFUNDS, Line, arrived, given_back, moved, set_apart, undone

CENTS = st.integers(1, 100_000)
LINES = st.lists(st.builds(Line, st.integers(1, 9), st.sampled_from("abc"), CENTS, st.integers(-500, 100_000)),
                 max_size=5, unique_by=lambda line: line.row)  # fmt: skip


def test_money_that_fits_is_owed_to_the_providers() -> None:
    booking = arrived("clearing:seb", 7, 3000, [Line(1, "elektra", 2000, 2000), Line(2, "dujos", 1000, 1000)])
    assert booking.entries == {"clearing:seb": 3000, "payable:elektra": -2000, "payable:dujos": -1000}
    assert booking.parts == {1: 2000, 2: 1000}


def test_what_has_been_paid_meanwhile_is_the_payers() -> None:
    booking = arrived("clearing:seb", 7, 2000, [Line(1, "elektra", 2000, 500)])
    assert booking.entries == {"clearing:seb": 2000, "payable:elektra": -500, "overpaid:7": -1500}


def test_money_that_does_not_fit_waits_for_staff() -> None:
    assert set_apart("clearing:seb", 60).entries == {"clearing:seb": 60, "unmatched": -60}


@given(CENTS, LINES)
def test_every_booking_adds_up_and_closes_no_more_than_is_due(cents: int, lines: list[Line]) -> None:
    booking = arrived("clearing:seb", 7, cents, lines)
    assert sum(booking.entries.values()) == 0
    assert all(0 < part <= min(line.cents, line.left) for line in lines if (part := booking.parts.get(line.row)))
    assert sum(booking.parts.values()) <= cents


@given(CENTS, LINES)
def test_what_is_undone_leaves_nothing(cents: int, lines: list[Line]) -> None:
    booking = arrived("clearing:seb", 7, cents, lines)
    back = undone(booking.entries, booking.parts)
    assert {account: back.entries[account] + was for account, was in booking.entries.items()} == dict.fromkeys(
        booking.entries, 0
    )


@given(CENTS, st.integers(0, 5000), LINES)
def test_what_goes_back_is_first_what_was_too_much(cents: int, spare: int, lines: list[Line]) -> None:
    there = spare + sum(line.cents for line in lines)
    if cents > there:
        with pytest.raises(ValueError, match="more than was paid"):
            given_back(7, cents, spare, lines)
        return
    booking = given_back(7, cents, spare, lines)
    assert (sum(booking.entries.values()), booking.entries[REFUNDS]) == (0, -cents)
    assert -sum(booking.parts.values()) == max(cents - spare, 0)


def test_cents_that_move_keep_their_sum() -> None:
    assert moved("payable:elektra", "payouts", -500).entries == {"payouts": -500, "payable:elektra": 500}
