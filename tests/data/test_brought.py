"""A provider brings what it has read itself; it and a resident's declaration follow the rule of two channels."""

import pytest
import time_machine

from data import readings as meters
from data.imports import readings
from data.readings import Declaration, Reading
from tests import people
from tests.data.test_exports import declared

HEAD = "provider,payer_code,meter_number,register,reading,read_on\n"
pytestmark = pytest.mark.usefixtures("tables")


def file(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows)).encode()


def gas(value: str, day: str = "2026-11-20") -> bytes:
    return file(f"dujos,10000002,D10000001,,{value},{day}")


def valid() -> list[tuple[str, int, int, int]]:
    """Month, value, Nuo and use of each reading that counts."""
    found = Reading.select().where(Reading.is_valid).order_by(Reading.period)
    return [(one.period, one.value, one.previous, one.used) for one in found]


def test_what_the_provider_read_becomes_nuo_of_the_next_month() -> None:
    ona = people.ona()
    assert readings.load(gas("2500")).new == 1
    assert valid() == [("2026-11", 2_500_000, 2_480_000, 20_000)]
    december = 1_797_000_000
    (register,) = meters.meter(ona.person.id, ona.meters["gas"].public_id, december).registers
    assert (register.previous, register.previous_date) == (2_500_000, "2026-11-20")


def test_the_same_file_again_changes_nothing() -> None:
    people.ona()
    readings.load(gas("2500"))
    before = valid()
    report = readings.load(gas("2500"))
    assert (report.new, report.same, valid()) == (0, 1, before)


def test_a_corrected_reading_of_the_provider_replaces_its_first() -> None:
    people.ona()
    readings.load(gas("2500"))
    readings.load(gas("2510"))
    assert valid() == [("2026-11", 2_510_000, 2_480_000, 30_000)]
    assert Reading.select().count() == 2


@pytest.mark.parametrize(("day", "value", "counts"), [
    ("2026-11-25", "2400", "web"), ("2026-11-26", "2400", "web"), ("2026-11-26", "2600", "provider"),
    ("2026-11-27", "2490", "provider"),
])  # fmt: skip
def test_of_two_channels_the_later_day_counts_and_on_one_day_the_larger_value(
    day: str, value: str, counts: str
) -> None:
    flat = people.ona()
    declared(flat, 1, 2_500_000, "declared", 1_795_700_000)  # on 26 November
    readings.load(gas(value, day))
    ((_, standing, *_),) = valid()
    assert (standing == 2_500_000) is (counts == "web")
    assert Declaration.get().state == ("declared" if counts == "web" else "replaced")


def test_a_month_comes_with_all_registers_or_not_at_all() -> None:
    people.ona()
    one = "elektra,10000001,E10000001,t1,12400,2026-11-20"
    (bad,) = readings.load(file(one)).bad
    assert bad.reason == "register: each of t1, t2 once for a month"
    assert readings.load(file(one, one.replace("t1,12400", "t2,4400"))).new == 1


@pytest.mark.parametrize(("row", "reason"), [
    ("dujos,10000002,KITAS,,2500,2026-11-20", "no such meter"),
    ("dujos,10000002,D10000001,,x,2026-11-20", "reading: a number"),
    ("dujos,10000002,D10000001,,99999999,2026-11-20", "more digits than the meter has"),
    ("dujos,10000002,D10000001,,2500,2999-01-01", "not later than today"),
    ("niekas,10000002,D10000001,,2500,2026-11-20", "no such provider"),
])  # fmt: skip
def test_a_row_that_cannot_be_right_is_named_with_its_reason(row: str, reason: str) -> None:
    people.ona()
    report = readings.load(file(row))
    assert [(bad.number, reason in bad.reason) for bad in report.bad] == [(2, True)]
    assert valid() == []


def test_a_counter_that_turned_over_is_not_negative_use() -> None:
    people.ona()
    readings.load(gas("5"))
    ((_, _, previous, used),) = valid()
    assert used == 100_000_000 + 5_000 - previous


def test_an_earlier_month_that_comes_late_is_kept_and_not_counted_again() -> None:
    people.ona()
    with time_machine.travel(1_797_000_000):
        assert readings.load(gas("2580", "2026-12-10")).new == 1
        assert readings.load(gas("2526")).new == 1
    assert valid() == [("2026-12", 2_580_000, 2_480_000, 100_000)]
    assert Reading.select().where(~Reading.is_valid).get().value == 2_526_000


def test_a_reading_from_before_the_meter_came_to_us_is_refused_with_the_day() -> None:
    people.ona()
    report = readings.load(gas("2400", "2026-10-30"))
    assert report.bad[0].reason == "read_on: before 2026-10-31, the day of the value that the meter came with"
    assert valid() == []
