"""Our catalogue: every row loads, and says what residents need."""

import pytest

from data.imports import catalogue
from data.services import Account, Meter, Provider, Register
from data.tariffs import Tariff
from rules.identifiers import Shape
from rules.search import has_all

MOST_POPULAR = 14


@pytest.fixture(autouse=True)
def loaded(tables: str) -> None:
    catalogue.load()


def test_every_row_loads():
    providers, prices = catalogue.load()
    assert (providers.bad, providers.same) == ((), 115)
    assert (prices.bad, prices.same) == ((), Tariff.select().count())


def test_the_popular_ones_fit_one_page_as_radios():
    ranks = [row.popular for row in Provider.select().where(Provider.popular > 0)]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert len(ranks) <= MOST_POPULAR


def test_a_closed_provider_says_where_to_go_instead():
    closed = list(Provider.select().where(Provider.is_closed))
    assert {row.name for row in closed} == {"Perlas Energija", "Inregnum"}
    assert all(not Provider.get(Provider.code == row.advice).is_closed for row in closed)


def test_without_a_meter_a_code_alone_pays_an_own_sum():
    """Nothing else can be paid there: bills are shown to who knows the meter's number, and there is none."""
    assert not Provider.select().where(~Provider.takes_readings & ~Provider.own_amount)


def test_every_provider_has_an_account_of_its_own_to_be_paid_to():
    assert len({row.payee_account for row in Provider.select()}) == 115


def test_electricity_of_november_has_its_price():
    prices = Tariff.select().join(Provider).where((Tariff.plan == "Standartinis") & (Tariff.valid_from == "2026-01-01"))
    assert {row.zone: row.price for row in prices} == {"1z": 22000, "day": 25800, "night": 15600}


@pytest.mark.parametrize(
    ("query", "name"),
    [("siauliu vandenys", "Šiaulių vandenys"), ("svara", "Kauno švara"), ("panevezys vanduo", "Aukštaitijos vandenys")],
)
def test_providers_are_found_without_diacritics_by_kind_and_town(query: str, name: str) -> None:
    assert name in [row.name for row in Provider.select() if has_all(query, row.search)]


def test_the_demo_homes_have_every_kind_of_meter_and_bill():
    accounts, bills = catalogue.load_demo("k" * 32)
    assert (accounts.bad, bills.bad) == ((), ())
    assert {row.zone for row in Register.select()} >= {"1z", "day", "night", "gas", "cold", "hot"}
    assert Meter.select().where(Meter.is_smart).count() == 1
    billed = {account.provider.kind for account in Account.select() if account.bills.count()}
    assert billed >= {"heat", "water", "waste", "telecom"}
    shapes = {row.id: Shape(row.code_letters, row.code_least, row.code_most) for row in Provider.select()}
    assert all(shapes[row.provider.id].fits(row.payer_code) for row in Account.select())
