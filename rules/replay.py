"""What all messages that banks and processors ever sent mean in money, reckoned from nothing (money.md §7, rule 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rules.payments import Bank, Effect, Fact, Ordered, effect

Told = tuple[Bank, Fact]


def replayed(orders: Mapping[str, Ordered], told: Iterable[Told]) -> dict[str, int]:
    """Cents that each party owes us by its own words, by its id; nothing is left out but nothing.

    `orders` are what was asked for, by stamp, as on the first day; `told` comes in the order in which it was heard.
    The same fact again counts once.
    """
    known, standing, sums = dict(orders), dict.fromkeys(orders, 0), dict[str, int]()
    seen: set[tuple[object, ...]] = set()
    for bank, fact in told:
        key = (bank.id, fact.stamp, fact.outcome, fact.transaction, fact.cents, fact.currency)
        if fact.stamp not in known or key in seen:
            continue
        seen.add(key)
        ordered = replace(known[fact.stamp], payee_account=bank.payee_account)
        done = effect(ordered, fact)
        change = _change(ordered, done, fact, standing[fact.stamp])
        standing[fact.stamp] += change
        sums[bank.id] = sums.get(bank.id, 0) + change
        known[fact.stamp] = _after(ordered, done, fact)
    return {party: cents for party, cents in sums.items() if cents}


def _change(before: Ordered, done: Effect, fact: Fact, standing: int) -> int:
    if done.verdict == "taken_back":
        return -standing
    if done.verdict == "refunded_elsewhere":
        return -fact.cents
    came = done.state == "paid" and before.state != "paid" and fact.outcome == "paid"
    came = came or (done.verdict == "second_payment" and fact.currency == before.currency)
    came = came or (done.verdict == "wrong_amount" and done.state == "review")
    return fact.cents if came else 0


def _after(ordered: Ordered, done: Effect, fact: Fact) -> Ordered:
    if done.verdict == "second_payment" and fact.currency == ordered.currency:
        return replace(ordered, arrived=ordered.arrived + fact.cents)
    if done.state == ordered.state:
        return ordered
    if fact.outcome == "paid":
        return replace(ordered, state=done.state, transaction=fact.transaction, arrived=fact.cents)
    gone = fact.cents if fact.outcome == "refunded" else 0
    return replace(ordered, state=done.state, refunded=ordered.refunded + gone)
