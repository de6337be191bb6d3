"""What the Iki page knows about a meter comes in one statement, and equals what the tables say."""

from datetime import UTC, datetime

import pytest

from data import readings
from data.database import NotFound
from data.tariffs import Tariff
from rules.tariffs import Price
from tests import people

AT = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())


@pytest.mark.usefixtures("tables")
def test_both_registers_come_with_nuo_and_the_prices_of_today() -> None:
    ona = people.ona()
    known = readings.meter(ona.person.id, ona.meters["electricity"].public_id, AT)
    assert [(r.code, r.zone, r.previous, r.previous_date) for r in known.registers] == [
        ("t1", "day", 12_345_000, "2026-10-31"),
        ("t2", "night", 4_321_000, "2026-10-31"),
    ]
    assert [r.price for r in known.registers] == [Price("2025-01-01", 25_800), Price("2025-01-01", 15_600)]
    assert known.fixed == Price("2025-01-01", 300_000)
    assert (known.provider, known.kind, known.level, known.declared) == ("Elektra", "electricity", 1, "")


@pytest.mark.usefixtures("tables")
def test_the_price_that_comes_next_is_known_with_its_day() -> None:
    ona = people.ona()
    at = ona.services["gas"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="gas", valid_from="2026-12-01", price=95_000, vat_rate=9)
    (register,) = readings.meter(ona.person.id, ona.meters["gas"].public_id, AT).registers
    assert register.price == Price("2025-01-01", 89_000)
    assert register.next_price == Price("2026-12-01", 95_000, 9)


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("day", "price", "next_price"),
    [("2024-12-31", None, 89_000), ("2025-01-01", 89_000, 95_000), ("2026-11-30", 89_000, 95_000),
     ("2026-12-01", 95_000, None), ("2030-01-01", 95_000, None)],
)  # fmt: skip
def test_the_price_of_a_day_is_the_last_one_that_began(day: str, price: int | None, next_price: int | None) -> None:
    ona = people.ona()
    at = ona.services["gas"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="gas", valid_from="2026-12-01", price=95_000, vat_rate=9)
    moment = int(datetime.fromisoformat(f"{day}T12:00Z").timestamp())
    (register,) = readings.meter(ona.person.id, ona.meters["gas"].public_id, moment).registers
    told = (register.price and register.price.price, register.next_price and register.next_price.price)
    assert told == (price, next_price)


@pytest.mark.usefixtures("tables")
def test_nuo_is_the_last_valid_reading_of_an_earlier_month() -> None:
    ona = people.ona()
    (register,) = ona.registers("gas")
    people.reading(register, "2026-09", 2400, 2300)
    people.reading(register, "2026-10", 2470, 2400)
    wrong = people.reading(register, "2026-11", 2999, 2470)
    wrong.is_valid = False
    wrong.save(only=["is_valid"])
    (known,) = readings.meter(ona.person.id, ona.meters["gas"].public_id, AT).registers
    assert (known.previous, known.previous_date, known.months, known.declared) == (2_470_000, "2026-10-31", 1, None)


@pytest.mark.usefixtures("tables")
def test_use_is_expected_from_the_same_month_last_year() -> None:
    ona = people.ona()
    (register,) = ona.registers("gas")
    for month, value in enumerate(range(2000, 2480, 40), start=11):
        people.reading(register, f"{2025 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}", value + 40 + month, value)
    (known,) = readings.meter(ona.person.id, ona.meters["gas"].public_id, AT).registers
    assert known.expected == known.last_year == 51_000


def test_without_last_year_the_median_of_the_last_six_is_expected() -> None:
    ona = people.ona()
    (register,) = ona.registers("gas")
    for month, used in enumerate([500, 10, 20, 30, 40, 50, 60], start=4):
        people.reading(register, f"2026-{month:02d}", 2000 + used, 2000)
    (known,) = readings.meter(ona.person.id, ona.meters["gas"].public_id, AT).registers
    assert sorted(known.recent) == [10_000, 20_000, 30_000, 40_000, 50_000, 60_000]
    assert (known.last_year, known.expected) == (None, 30_000)


@pytest.mark.usefixtures("tables")
def test_the_fixed_part_is_carried_by_the_first_meter_of_an_account_alone() -> None:
    ona = people.ona()
    second = people.meter(ona.services["gas"].account, "D2", ("", "1z", 10))
    assert readings.meter(ona.person.id, second.public_id, AT).fixed is None
    assert readings.meter(ona.person.id, ona.meters["gas"].public_id, AT).fixed == Price("2025-01-01", 117_000)


@pytest.mark.usefixtures("tables")
def test_somebody_elses_meter_and_no_meter_look_alike() -> None:
    ona, ruta = people.ona(), people.ruta()
    for meter_id in (ona.meters["gas"].public_id, "A" * 22):
        with pytest.raises(NotFound):
            readings.meter(ruta.person.id, meter_id, AT)


@pytest.mark.usefixtures("tables")
def test_without_a_plan_there_is_no_price() -> None:
    ona = people.ona()
    account = ona.services["gas"].account
    account.plan = ""
    account.save(only=["plan"])
    known = readings.meter(ona.person.id, ona.meters["gas"].public_id, AT)
    assert known.fixed is None
    assert not known.is_priced
