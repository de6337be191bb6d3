"""Months without a reading are priced by the rule of the provider (domain.md §7)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.pricing import RULES, Part, in_force, parts
from rules.tariffs import Price

# Public supply, one zone: from 1 July 2025 and from 1 January 2026 (domain.md §4).
BEFORE, AFTER = Price("2025-07-01", 20_500), Price("2026-01-01", 22_000)
PRICES = (BEFORE, AFTER)
NUO, IKI = date(2025, 10, 31), date(2026, 1, 20)  # silent in November and December
UNIT = 1000


def told(rule: str, used: int = 300, prices: tuple[Price, ...] = PRICES) -> list[tuple[str, str, int, int]]:
    """Of each part: its days, whole units, cents."""
    made = parts(rule, prices, NUO, IKI, used * UNIT, UNIT)
    return [(part.since, part.until, part.used // UNIT, part.amount) for part in made]


def test_public_supply_charges_all_of_it_at_the_price_of_the_month_of_declaring() -> None:
    assert told("declaration_month") == [("2025-11-01", "2026-01-20", 300, 6600)]


def test_spread_back_gives_each_month_an_equal_share_at_its_own_price() -> None:
    assert told("spread_back") == [("2025-11-01", "2025-12-31", 200, 4100), ("2026-01-01", "2026-01-20", 100, 2200)]


def test_split_by_days_gives_each_side_of_a_new_price_its_days() -> None:
    # 61 days of November and December, 20 of January: 300 × 61 / 81 = 225.9
    assert told("split_by_days") == [("2025-11-01", "2025-12-31", 226, 4633), ("2026-01-01", "2026-01-20", 74, 1628)]


@pytest.mark.parametrize("rule", RULES)
def test_a_month_at_one_price_is_one_part_under_every_rule(rule: str) -> None:
    made = parts(rule, PRICES, date(2025, 12, 31), IKI, 123 * UNIT, UNIT)
    assert made == (Part("2026-01-01", "2026-01-20", 123_000, AFTER, 2706),)


@pytest.mark.parametrize("rule", RULES)
def test_a_second_reading_of_the_same_day_has_its_price_too(rule: str) -> None:
    assert [part.amount for part in parts(rule, PRICES, IKI, IKI, 10 * UNIT, UNIT)] == [220]


@pytest.mark.parametrize("rule", RULES)
def test_no_use_is_a_line_of_nothing(rule: str) -> None:
    assert sum(part.amount for part in parts(rule, PRICES, NUO, IKI, 0, UNIT)) == 0
    assert parts(rule, PRICES, NUO, IKI, 0, UNIT)


def test_a_use_smaller_than_the_grain_is_not_rounded_above_itself() -> None:
    made = parts("split_by_days", PRICES, NUO, IKI, 251, UNIT)
    assert [part.used for part in made] == [0, 251]


def test_days_before_the_first_known_price_have_no_sum() -> None:
    assert told("spread_back", prices=(AFTER,)) == []
    assert told("declaration_month", prices=(AFTER,)) == [("2025-11-01", "2026-01-20", 300, 6600)]


def test_a_block_begins_above_what_the_months_of_the_use_bring() -> None:
    first, second = Price("2025-07-01", 20_000), Price("2025-07-01", 30_000, above=50 * UNIT)
    # three months of 50 kWh each are in the first block
    assert told("declaration_month", 200, (second, first)) == [
        ("2025-11-01", "2026-01-20", 150, 3000), ("2025-11-01", "2026-01-20", 50, 1500),
    ]  # fmt: skip
    assert told("declaration_month", 150, (first, second)) == [("2025-11-01", "2026-01-20", 150, 3000)]


def test_the_price_of_a_day_is_of_the_latest_version_with_all_its_blocks() -> None:
    upper = Price("2026-01-01", 30_000, above=UNIT)
    assert in_force((upper, *PRICES), date(2026, 1, 1)) == (AFTER, upper)
    assert in_force((upper, *PRICES), date(2025, 12, 31)) == (BEFORE,)
    assert in_force(PRICES, date(2025, 6, 30)) == ()


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
blocks = st.builds(
    Price, days.map(date.isoformat), st.integers(0, 100_000), st.just(21), st.sampled_from((0, UNIT, 50 * UNIT))
)


@given(
    rule=st.sampled_from(RULES),
    prices=st.lists(blocks, max_size=8, unique_by=lambda price: (price.valid_from, price.above)),
    since=days,
    length=st.integers(0, 900),
    used=st.integers(0, 10**9),
    grain=st.sampled_from((1, 10, 100, UNIT)),
)
def test_whatever_the_prices_the_parts_add_up_to_the_use_and_their_days_follow_each_other(
    rule: str, prices: list[Price], since: date, length: int, used: int, grain: int
) -> None:
    floor = [Price(price.valid_from, price.price) for price in prices]
    today = since + timedelta(days=length)
    made = parts(
        rule, [Price("2000-01-01", 1), *floor, *(one for one in prices if one.above)], since, today, used, grain
    )
    assert sum(part.used for part in made) == used
    assert all(part.used >= 0 for part in made)
    spans = list(dict.fromkeys((part.since, part.until) for part in made))
    assert spans[-1][1] == today.isoformat()
    assert all(
        date.fromisoformat(before[1]) + timedelta(days=1) == date.fromisoformat(after[0])
        for before, after in pairwise(spans)
    )
