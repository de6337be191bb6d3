"""At which dated prices a use is charged when months went by without a reading (domain.md §7). A provider has one rule.

`declaration_month`: all of it at the price of the day it is declared (public supply). `spread_back`: in equal shares at
the prices of the months it was used in (independent supply). `split_by_days`: by the days on each side of a new price.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce
from itertools import groupby, pairwise

from rules.deadlines import last_day, months_before, months_between
from rules.tariffs import Price, amount, half_up

RULES = ("declaration_month", "spread_back", "split_by_days")
DAY, YEAR = timedelta(days=1), 365


@dataclass(frozen=True)
class Span:
    """Days, both included, on which one version of the prices was in force: its share of the use, and its months."""

    since: date
    until: date
    blocks: tuple[Price, ...]
    share: int
    months: Fraction = Fraction(1)


@dataclass(frozen=True)
class Part:
    """Some of a use at one price: days as ISO text, both included; use in thousandths, amount in cents."""

    since: str
    until: str
    used: int
    price: Price
    amount: int


def in_force(prices: Sequence[Price], day: date) -> tuple[Price, ...]:
    """The version of that day, the lowest block first; () before the first one."""
    today = day.isoformat()
    latest = max((price.valid_from for price in prices if price.valid_from <= today), default="")
    return tuple(sorted((price for price in prices if price.valid_from == latest), key=lambda price: price.above))


def parts(rule: str, prices: Sequence[Price], since: date, today: date, used: int, grain: int) -> tuple[Part, ...]:
    """The use since the day of Nuo, in parts that add up to it exactly; () when some of it has no price.

    `grain` is what shares are rounded to, in thousandths: a meter of whole units is not charged for a fraction.
    """
    spans = _joined(_spans(rule, prices, since, today))
    if not all(span.blocks for span in spans):
        return ()
    whole, shared, given = sum(span.share for span in spans), 0, 0
    made: list[Part] = []
    for span in spans:
        shared += span.share
        until = used if shared == whole else min(half_up(used * shared, whole * grain) * grain, used)
        made += _blocks(span, until - given)
        given = until
    return tuple(made)


def _spans(rule: str, prices: Sequence[Price], since: date, today: date) -> Iterator[Span]:
    if rule == "spread_back":
        yield from _months(prices, since, today)
    elif rule == "split_by_days" and since < today:
        yield from _days(prices, since + DAY, today)
    else:
        months = max(months_between(since.isoformat(), today.isoformat()), 1)
        yield Span(min(since + DAY, today), today, in_force(prices, today), 1, Fraction(months))


def _months(prices: Sequence[Price], since: date, today: date) -> Iterator[Span]:
    """The months after that of Nuo; a month that is over has the prices of its last day."""
    period = today.isoformat()[:7]
    for back in reversed(range(max(months_between(since.isoformat(), period), 1))):
        month = months_before(period, back)
        until = min(last_day(month), today)
        yield Span(until.replace(day=1), until, in_force(prices, until), 1)


def _days(prices: Sequence[Price], first: date, today: date) -> Iterator[Span]:
    turns = sorted({date.fromisoformat(price.valid_from) for price in prices})
    edges = [first, *(turn for turn in turns if first < turn <= today), today + DAY]
    for begins, ends in pairwise(edges):
        days = (ends - begins).days
        yield Span(begins, ends - DAY, in_force(prices, begins), days, Fraction(12 * days, YEAR))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours at the same prices are one."""
    return [reduce(_together, some) for _, some in groupby(spans, lambda span: span.blocks)]


def _together(one: Span, next_one: Span) -> Span:
    return Span(one.since, next_one.until, one.blocks, one.share + next_one.share, one.months + next_one.months)


def _blocks(span: Span, used: int) -> Iterator[Part]:
    """What lies in each block of the price: `above` is what a month brings before it begins."""
    edges = [half_up(block.above * span.months.numerator, span.months.denominator) for block in span.blocks]
    for place, (block, begins) in enumerate(zip(span.blocks, edges, strict=True)):
        ends = min([used, *edges[place + 1 : place + 2]])
        if ends > begins or place == 0:
            piece = ends - begins
            yield Part(span.since.isoformat(), span.until.isoformat(), piece, block, amount(piece, block.price))
