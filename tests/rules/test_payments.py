from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rules.payments import MOVES, Effect, Fact, Ordered, effect, is_open

ASKED = Ordered("redirected", 1745, "EUR", "LT12 1000 0111 0100 1000")
PAID = Fact("paid", "S1", "77", 1745, "EUR", "LT121000011101001000")
PENDING = replace(PAID, outcome="pending", transaction="")
FAILED = Fact("failed", "S1")


def at(state, **changes):
    return replace(ASKED, state=state, **changes)


@pytest.mark.parametrize("state", ["created", "redirected", "pending", "failed", "review"])
def test_money_that_fits_pays_in_every_state_also_late(state):
    assert effect(at(state), PAID) == Effect("paid", "booked")


def test_the_same_payment_told_again_changes_nothing():
    assert effect(at("paid", transaction="77"), PAID) == Effect("paid", "repeated")


def test_a_second_transfer_for_the_same_payment_is_kept_for_a_person_to_see():
    assert effect(at("paid", transaction="76"), PAID) == Effect("paid", "second_payment")


@pytest.mark.parametrize("fact", [PENDING, FAILED])
def test_paid_never_goes_back(fact):
    assert effect(at("paid", transaction="77"), fact) == Effect("paid", "no_effect")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"cents": 1744}, "wrong_amount"),
        ({"cents": 1746}, "wrong_amount"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"payee_account": "LT000000000000000000"}, "wrong_payee"),
    ],
)
def test_money_that_does_not_fit_closes_nothing_and_waits_for_a_person(changes, verdict):
    wrong = replace(PAID, **changes)
    assert effect(ASKED, wrong) == Effect("review", verdict)
    assert effect(at("failed"), wrong) == Effect("review", verdict)
    assert effect(at("paid", transaction="77"), wrong) == Effect("paid", verdict)


def test_an_accepted_order_is_pending_and_neither_paid_nor_failed():
    assert effect(ASKED, PENDING) == Effect("pending", "booked")
    assert effect(at("pending"), PENDING) == Effect("pending", "repeated")


def test_a_pending_word_about_another_sum_moves_nothing():
    assert effect(ASKED, replace(PENDING, cents=1)) == Effect("redirected", "wrong_amount")


def test_a_pending_word_that_was_overtaken_revives_nothing():
    assert effect(at("failed"), PENDING) == Effect("failed", "no_effect")


@pytest.mark.parametrize("state", ["created", "redirected", "pending"])
def test_a_refusal_by_the_bank_fails_the_payment(state):
    assert effect(at(state), FAILED) == Effect("failed", "booked")


def test_a_refusal_does_not_hide_money_under_review():
    assert effect(at("review"), FAILED) == Effect("review", "no_effect")


@pytest.mark.parametrize("state", list(MOVES))
@pytest.mark.parametrize("fact", [PAID, replace(PAID, cents=1), PENDING, FAILED], ids=lambda fact: fact.outcome)
def test_every_effect_is_a_legal_move(state, fact):
    told = effect(at(state, transaction="77"), fact)
    assert told.state == state or told.state in MOVES[state]


def test_nothing_is_expected_for_a_final_payment_and_an_old_try():
    assert is_open("pending", 0, 10**9)
    assert is_open("redirected", 1000, 1000 + 29 * 60)
    assert not is_open("redirected", 1000, 1000 + 30 * 60)
    assert not any(is_open(state, 0, 0) for state in ("paid", "review", "failed", "created"))


TOLD = some.lists(some.sampled_from([PAID, PENDING, FAILED, replace(PAID, cents=1), replace(PAID, transaction="78")]))


@given(TOLD)
def test_whatever_comes_in_whatever_order_money_that_fits_pays_once(facts):
    ordered, booked = ASKED, 0
    for fact in facts:
        done = effect(ordered, fact)
        booked += (ordered.state != "paid") and done.state == "paid"
        taken = fact.transaction if done.state != ordered.state and fact.outcome == "paid" else ordered.transaction
        ordered = replace(ordered, state=done.state, transaction=taken)
    fits = any(fact.outcome == "paid" and fact.cents == ASKED.cents for fact in facts)
    assert (ordered.state == "paid") is fits
    assert booked == fits
