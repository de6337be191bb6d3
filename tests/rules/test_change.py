"""Why a sum is higher than last month's: the causes add up to the difference to the cent."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.readings.change import Cause, causes
from rules.tariffs import amount


def line(zone: str, used: int, price: int) -> dict[str, Any]:
    return {"zone": zone, "used": used, "price": price, "amount": amount(used, price)}


def fixed(cents: int) -> dict[str, Any]:
    return {"zone": "fixed", "price": cents * 1000, "amount": cents}


def test_more_use_and_a_new_price_are_told_apart() -> None:
    # 100 kWh at 0,20500 were 20,50; 120 kWh at 0,22000 are 26,40
    told = causes([line("1z", 100_000, 20_500)], [line("1z", 120_000, 22_000)])
    assert told == (Cause("1z", "use", 410), Cause("1z", "price", 180))


def test_each_zone_and_the_fixed_part_have_their_own_cause() -> None:
    before = [line("day", 100_000, 25_800), line("night", 50_000, 15_600), fixed(300)]
    now = [line("day", 90_000, 25_800), line("night", 50_000, 15_600), fixed(350)]
    assert causes(before, now) == (Cause("day", "use", -258), Cause("fixed", "price", 50))


def test_the_same_sum_has_no_cause() -> None:
    assert causes([line("1z", 1, 20_500)], [line("1z", 1, 20_500)]) == ()


def test_a_use_at_several_prices_is_not_parted_further() -> None:
    several = {"zone": "1z", "used": 150_000, "amount": 3150, "parts": []}
    assert causes([line("1z", 100_000, 20_500)], [several]) == (Cause("1z", "both", 1100),)


lines = st.lists(
    st.one_of(
        st.builds(line, st.sampled_from(("day", "night")), st.integers(0, 10**9), st.integers(0, 10**6)),
        st.builds(fixed, st.integers(0, 10_000)),
        st.just({"zone": "gas", "used": None}),
    ),
    max_size=4,
    unique_by=lambda told: told["zone"],
)


@given(lines, lines)
def test_causes_add_up_to_the_difference_exactly(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    paid, pays = (sum(told.get("amount", 0) for told in some) for some in (before, now))
    assert sum(cause.cents for cause in causes(before, now)) == pays - paid
