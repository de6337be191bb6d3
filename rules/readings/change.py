"""Why a sum is another one than that of the month before: what the use made, what the price, what the fixed part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.tariffs import amount

Lines = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Cause:
    """Cents more (or less, below nothing) for one zone: `kind` is use, price, or both where they cannot be parted."""

    zone: str
    kind: str
    cents: int


def causes(before: Lines, now: Lines) -> tuple[Cause, ...]:
    """The causes of two sums' difference, which they add up to exactly; `before` and `now` are frozen lines.

    What more or less was used counts at the old price, and the new price on all that is used now.
    """
    old, new = ({line["zone"]: line for line in lines if "amount" in line} for lines in (before, now))
    found: list[Cause] = []
    for zone in dict.fromkeys((*new, *old)):
        found += _of_zone(zone, old.get(zone), new.get(zone))
    return tuple(cause for cause in found if cause.cents)


def _of_zone(zone: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[Cause]:
    paid, pays = (int(line["amount"]) if line else 0 for line in (old, new))
    if not old or not new or "used" not in old or "used" not in new:
        return [Cause(zone, "price", pays - paid)]  # the fixed part, or one that came or went
    if "price" not in old or "price" not in new:  # at several prices each
        return [Cause(zone, "both", pays - paid)]
    same_price = amount(new["used"], old["price"])
    return [Cause(zone, "use", same_price - paid), Cause(zone, "price", pays - same_price)]
