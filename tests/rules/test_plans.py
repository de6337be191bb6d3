"""Plans are compared on one's own use, at the prices of today (domain.md §4: the plans of 2025)."""

from datetime import date

from rules.plans import compare
from rules.tariffs import Price

TODAY = date(2025, 3, 15)
SINCE = "2025-01-01"
STANDARD = {"1z": [Price(SINCE, 20_500)]}
HOME = {"1z": [Price(SINCE, 18_900)], "fixed": [Price(SINCE, 300_000)]}
HOME_PLUS = {"1z": [Price(SINCE, 18_500)], "fixed": [Price(SINCE, 600_000)]}
BY_ZONES = {"day": [Price(SINCE, 23_300)], "night": [Price(SINCE, 13_900)]}
PLANS = {"Standartinis": STANDARD, "Namai": HOME, "Namai plius": HOME_PLUS, "Dviejų zonų": BY_ZONES}
YEAR = {"1z": [150_000] * 12}


def test_a_year_of_150_kwh_a_month_is_cheapest_without_a_monthly_part() -> None:
    offers = compare(PLANS, "Namai", YEAR, TODAY)
    assert [(offer.plan, offer.amount) for offer in offers] == [
        ("Standartinis", 12 * 3075), ("Namai", 12 * (2835 + 300)), ("Namai plius", 12 * (2775 + 600)),
    ]  # fmt: skip
    assert [offer.difference for offer in offers] == [-720, 0, 2880]
    assert [offer.is_own for offer in offers] == [False, True, False]


def test_who_uses_much_pays_less_with_a_monthly_part() -> None:
    offers = compare(PLANS, "Standartinis", {"1z": [900_000] * 12}, TODAY)
    assert [offer.plan for offer in offers] == ["Namai plius", "Namai", "Standartinis"]


def test_a_plan_of_other_zones_wants_another_meter_and_is_left_out() -> None:
    assert [offer.plan for offer in compare(PLANS, "", {"day": [1000], "night": [0]}, TODAY)] == ["Dviejų zonų"]
    assert compare({"Dviejų zonų": BY_ZONES}, "", YEAR, TODAY) == ()


def test_each_month_is_rounded_as_its_bill_would_be() -> None:
    (offer,) = compare({"Namai": HOME}, "Namai", {"1z": [33_000, 34_000]}, TODAY)
    assert offer.amount == 624 + 643 + 2 * 300


def test_without_an_own_plan_there_is_no_difference_to_it() -> None:
    assert {offer.difference for offer in compare(PLANS, "", YEAR, TODAY)} == {None}


def test_blocks_count_anew_each_month() -> None:
    blocks = {"1z": [Price(SINCE, 10_000), Price(SINCE, 20_000, above=100_000)]}
    (offer,) = compare({"Pakopos": blocks}, "", {"1z": [150_000, 50_000]}, TODAY)
    assert offer.amount == 1000 + 1000 + 500
