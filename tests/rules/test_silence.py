"""What happens when nothing is declared is told beforehand (domain.md §2)."""

from typing import Any

from rules.readings.meter import Meter, Register
from rules.readings.silence import silence
from rules.tariffs import Price

DAY, NIGHT, FIXED = Price("2026-01-01", 25_800), Price("2026-01-01", 15_600), Price("2026-01-01", 300_000)


def register(code: str = "", price: Price | None = DAY, **more: Any) -> Register:
    return Register(code, "1z", "kWh", 5, 0, 4_321_000, "2026-10-31", price=price, **more)


def meter(*registers: Register, **more: Any) -> Meter:
    return Meter("m", **{"kind": "electricity", "provider": "Ignitis", "level": 1, **more}, registers=registers)


def test_the_same_month_of_last_year_is_billed_with_the_fixed_part() -> None:
    two = meter(register("t1", last_year=123_000), register("t2", NIGHT, last_year=87_000), fixed=FIXED)
    told = silence(two)
    assert told
    assert (told.used, told.amount, told.is_of_last_year) == ((123_000, 87_000), 4830, True)


def test_without_last_year_the_middle_of_the_latest_six_is_billed() -> None:
    told = silence(meter(register(recent=(100_000, 90_000, 10_000, 80_000, 70_000, 60_000, 1))))
    assert told
    assert (told.used, told.is_of_last_year, told.months) == ((70_000,), False, 6)


def test_the_average_is_of_a_month_however_long_the_silence_was() -> None:
    told = silence(meter(register(last_year=50_000, months=4)))
    assert told
    assert told.used == (50_000,)


def test_after_a_year_of_silence_the_meter_is_read_for_money() -> None:
    left = [silence(meter(register(last_year=1000, months=months))) for months in (1, 11, 12, 30)]
    assert [told and told.months_left for told in left] == [11, 1, 0, 0]
    water = silence(meter(register(last_year=1000), kind="water"))
    assert water
    assert water.months_left is None


def test_without_a_price_there_is_a_use_and_no_sum() -> None:
    told = silence(meter(register(price=None, last_year=50_000)))
    assert told
    assert told.amount is None


def test_nothing_is_told_without_a_history_or_to_whom_it_does_not_belong() -> None:
    assert silence(meter(register())) is None
    assert silence(meter(register(last_year=50_000), level=0)) is None
    assert silence(meter()) is None
