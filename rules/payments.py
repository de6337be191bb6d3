"""The states of a payment, and what a bank's signed answer does to one.

Money is booked by what arrived, and only by that. The states and their moves follow knowledge/money.md §3;
what an answer of Banklink means follows knowledge/banklink.md §7.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal[
    "created", "redirected", "pending", "paid", "review", "failed", "expired", "reversed", "part_refunded", "refunded"
]
# `reversed`: the bank has taken back what it had told as paid. `none`: a word that changes nothing.
Outcome = Literal["paid", "pending", "failed", "expired", "reversed", "refunded", "none"]
Verdict = Literal[
    "booked", "repeated", "no_effect", "second_payment", "wrong_amount", "wrong_currency", "wrong_payee", "taken_back",
    "refunded_elsewhere", "refund_too_big",
]  # fmt: skip

# Out of `paid` only money leads that goes back, and late money is money: it is taken in every other state.
# `review`: money arrived that does not fit the order; a person of ours has to look. A late 1201 revives nothing:
# the old protocol carries no time, so it may only be an older message that was overtaken.
MOVES: dict[State, frozenset[State]] = {
    "created": frozenset({"redirected", "pending", "paid", "review", "failed", "expired"}),
    "redirected": frozenset({"pending", "paid", "review", "failed", "expired"}),
    "pending": frozenset({"paid", "review", "failed", "expired"}),
    "failed": frozenset({"paid", "review"}),
    "expired": frozenset({"paid", "review"}),
    "review": frozenset({"paid", "reversed"}),
    "paid": frozenset({"reversed", "part_refunded", "refunded"}),
    "part_refunded": frozenset({"reversed", "refunded"}),
    "refunded": frozenset(),
    "reversed": frozenset({"paid", "review"}),
}
HELD = ("paid", "part_refunded", "refunded")  # its money came; a repeated word of it is no second payment
# After this long without an answer from the bank another try needs no warning (knowledge/money.md §5).
OPEN_SECONDS = 30 * 60


@dataclass(frozen=True)
class Bank:
    """Who answers: the bank's code, its name for receipts, and the account that our contract pays into."""

    id: str
    name: str
    payee_account: str


@dataclass(frozen=True)
class Fact:
    """What a bank told with a good signature. `cents` and the texts of a failure are empty."""

    outcome: Outcome
    stamp: str
    transaction: str = ""
    cents: int = 0
    currency: str = ""
    payee_account: str = ""
    payer_account: str = ""
    payer_name: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why an incoming message is not believed. `reason` is for staff; `stamp` is what it claimed, never trusted."""

    reason: str
    stamp: str = ""


@dataclass(frozen=True)
class Ordered:
    """What we asked the bank for, and how far the payment has come. `transaction` is the bank's number once paid,
    `arrived` and `refunded` the cents that came and that went back."""

    state: State
    cents: int
    currency: str
    payee_account: str
    transaction: str = ""
    arrived: int = 0
    refunded: int = 0


@dataclass(frozen=True)
class Effect:
    """The state after the answer, and the verdict that is kept with the message."""

    state: State
    verdict: Verdict


def effect(ordered: Ordered, fact: Fact) -> Effect:
    """What this answer does to this payment: the new state (or the old one) and the verdict on the message."""
    if fact.outcome == "paid":
        return _money(ordered, fact)
    if fact.outcome in ("reversed", "refunded"):
        return _money_back(ordered, fact)
    if fact.outcome == "none":
        return Effect(ordered.state, "no_effect")
    wrong = _mismatch(ordered, fact) if fact.outcome == "pending" else None
    if wrong:
        return Effect(ordered.state, wrong)
    if fact.outcome == ordered.state:
        return Effect(ordered.state, "repeated")
    if fact.outcome not in MOVES[ordered.state]:
        return Effect(ordered.state, "no_effect")
    return Effect(fact.outcome, "booked")


def _money(ordered: Ordered, fact: Fact) -> Effect:
    # A statement tells of money without the bank's own number for it, and some banks give none: it is the same money.
    if ordered.state in HELD and fact.transaction and ordered.transaction not in ("", fact.transaction):
        return Effect(ordered.state, "second_payment")
    wrong = _mismatch(ordered, fact)
    if wrong:
        return Effect("review" if "review" in MOVES[ordered.state] else ordered.state, wrong)
    if ordered.state in HELD:
        return Effect(ordered.state, "repeated")
    return Effect("paid", "booked")


def _money_back(ordered: Ordered, fact: Fact) -> Effect:
    if fact.outcome == "reversed":
        if "reversed" in MOVES[ordered.state]:
            return Effect("reversed", "taken_back")
        # before any money it is a refusal, and after it was given back there is nothing left to take
        return Effect("failed", "booked") if "failed" in MOVES[ordered.state] else Effect(ordered.state, "no_effect")
    if ordered.state not in ("paid", "part_refunded"):
        return Effect(ordered.state, "refund_too_big")
    if ordered.refunded + fact.cents > ordered.arrived or fact.cents <= 0:
        return Effect(ordered.state, "refund_too_big")
    whole = ordered.refunded + fact.cents == ordered.arrived
    return Effect("refunded" if whole else "part_refunded", "refunded_elsewhere")


def _mismatch(ordered: Ordered, fact: Fact) -> Verdict | None:
    if fact.currency != ordered.currency:
        return "wrong_currency"
    if fact.cents != ordered.cents:
        return "wrong_amount"
    if _plain(fact.payee_account) != _plain(ordered.payee_account):
        return "wrong_payee"
    return None


def _plain(account: str) -> str:
    return "".join(account.split()).upper()


def is_open(state: State, begun_at: int, now: int) -> bool:
    """Whether money for this payment may still be on its way: true for a pending one, however old,
    and for one that left for the bank less than half an hour ago (epoch seconds UTC)."""
    return state == "pending" or (state == "redirected" and now - begun_at < OPEN_SECONDS)
