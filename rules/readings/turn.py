"""What the same reading would cost once a dated price has changed: public supply charges the price of the month in
which it is declared (domain.md §1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from rules.deadlines import VILNIUS, last_day, period_of
from rules.readings.meter import Meter
from rules.readings.use import Use, reckon
from rules.tariffs import Price


@dataclass(frozen=True)
class Turn:
    """Two sums in cents: `now` up to the end of the day `last`, `then` from the day `first` on; ISO days."""

    last: str
    now: int
    first: str
    then: int


def turn_day(meter: Meter) -> str:
    """The day, at the latest the first of next month, on which a price of this meter changes (ISO); '' where none."""
    latest = (last_day(period_of(meter.at)) + timedelta(days=1)).isoformat()
    coming = [register.next_price for register in meter.registers] + [meter.next_fixed]
    return min((price.valid_from for price in coming if price and price.valid_from <= latest), default="")


def turn(meter: Meter, counted: tuple[Use, ...]) -> Turn | None:
    """Both sums for these uses; None where they are the same, or where one is not known."""
    day = turn_day(meter)
    now = reckon(meter, counted) if day else None
    if now is None:
        return None
    at = int(datetime.combine(date.fromisoformat(day), time(12), VILNIUS).timestamp())
    later = replace(meter, at=at, fixed=_at(day, meter.fixed, meter.next_fixed))
    then = reckon(later, tuple(_use(use, day) for use in counted))
    if then is None or then.total == now.total:
        return None
    return Turn((date.fromisoformat(day) - timedelta(days=1)).isoformat(), now.total, day, then.total)


def _use(use: Use, day: str) -> Use:
    register = use.register
    return replace(use, register=replace(register, price=_at(day, register.price, register.next_price)))


def _at(day: str, price: Price | None, coming: Price | None) -> Price | None:
    return coming if coming and coming.valid_from == day else price
