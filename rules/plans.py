"""What the same use would have cost on each plan of a provider, at the prices of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.pricing import in_force, parts
from rules.tariffs import Price, months_amount

FIXED, YEAR = "fixed", 12
Uses = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Offer:
    """A plan and what the use comes to on it, in cents; `difference` to one's own plan, None where that is unknown."""

    plan: str
    prices: tuple[tuple[Price, ...], ...]
    fixed: int
    amount: int
    is_own: bool
    difference: int | None = None


def compare(plans: Mapping[str, Mapping[str, Sequence[Price]]], own: str, uses: Uses, today: date) -> tuple[Offer, ...]:
    """The cheapest first. `plans`: dated prices by zone and plan; `uses`: of each zone of the meter, month by month.

    A plan that does not price every zone of the meter wants another meter, and is left out.
    """
    offers = [offer for name, zones in plans.items() if (offer := _offer(name, zones, own, uses, today))]
    paid = next((offer.amount for offer in offers if offer.is_own), None)
    told = (
        Offer(one.plan, one.prices, one.fixed, one.amount, one.is_own, None if paid is None else one.amount - paid)
        for one in offers
    )
    return tuple(sorted(told, key=lambda offer: (offer.amount, not offer.is_own, offer.plan)))


def _offer(name: str, zones: Mapping[str, Sequence[Price]], own: str, uses: Uses, today: date) -> Offer | None:
    prices = {zone: in_force(zones.get(zone, ()), today) for zone in uses}
    if not prices or not all(prices.values()):
        return None
    months = max(len(known) for known in uses.values())
    fixed = next((months_amount(price.price) for price in in_force(zones.get(FIXED, ()), today)), 0)
    used = sum(_month(prices[zone], used, today) for zone, known in uses.items() for used in known)
    return Offer(name, tuple(prices.values()), fixed, used + fixed * months, name == own)


def _month(blocks: Sequence[Price], used: int, today: date) -> int:
    return sum(part.amount for part in parts("declaration_month", blocks, today, today, used, 1))
