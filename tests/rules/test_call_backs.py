"""When the help line calls back, and whom."""

from datetime import date, datetime

import pytest

from rules.call_backs import Facts, Hours, check_call_back, easter, offers, slot_of
from rules.deadlines import VILNIUS

HOURS = Hours(frozenset({1, 2, 3, 4, 5}), (("08:00", "12:00"), ("13:00", "17:00")), frozenset({"11-02", "12-25"}))


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=VILNIUS).timestamp())


def offered(text: str) -> list[str]:
    return [slot.code for slot in offers(HOURS, at(text))]


@pytest.mark.parametrize(
    ("moment", "first", "second"),
    [
        ("2026-11-25 06:00", "2026-11-25T08:00", "2026-11-25T13:00"),
        ("2026-11-25 11:00", "2026-11-25T08:00", "2026-11-25T13:00"),
        ("2026-11-25 11:01", "2026-11-25T13:00", "2026-11-26T08:00"),
        ("2026-11-25 16:01", "2026-11-26T08:00", "2026-11-26T13:00"),
        ("2026-11-27 20:00", "2026-11-30T08:00", "2026-11-30T13:00"),  # a Friday evening
        ("2026-10-31 12:00", "2026-11-03T08:00", "2026-11-03T13:00"),  # All Souls' Day is a Monday
        ("2026-04-03 18:00", "2026-04-07T08:00", "2026-04-07T13:00"),  # Easter Monday
    ],
)
def test_the_soonest_times_in_which_somebody_can_still_call(moment: str, first: str, second: str) -> None:
    found = offered(moment)
    assert found[:2] == [first, second]
    assert len(found) == 4


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"])
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_a_time_is_the_same_after_it_was_kept() -> None:
    for moment in ("2026-11-25 06:00", "2026-10-23 20:00", "2026-03-27 20:00"):  # also across the change of the clocks
        for slot in offers(HOURS, at(moment)):
            assert slot_of(slot.begins_at, slot.ends_at) == slot


def test_whom_when_and_what_about() -> None:
    facts = Facts(offers(HOURS, at("2026-11-25 06:00")))
    form = {"phone": "8 5 234 5678", "when": "2026-11-26T08:00", "about": " Dėl\u202e  sąskaitos\n"}
    answer = check_call_back(form, facts)
    assert not answer.problems
    assert answer.answer == {"phone": "+37052345678", "when": "2026-11-26T08:00", "about": "Dėl sąskaitos"}


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"phone": ""}, "Enter your phone number"),
        ({"phone": "112"}, "Write a telephone number, for example, +370 612 34567"),
        ({"phone": "+370 900 12345"}, "Write a telephone number, for example, +370 612 34567"),
        ({"when": ""}, "Choose when we may call"),
        ({"when": "2026-11-24T08:00"}, "This time is over. Choose another"),
        ({"when": "x"}, "This time is over. Choose another"),
        ({"about": "a" * 121}, "The text is too long: at most %(most)s characters"),
    ],
)
def test_what_is_missing_is_said(form: dict[str, str], problem: str) -> None:
    facts = Facts(offers(HOURS, at("2026-11-25 06:00")))
    good = {"phone": "61234567", "when": "2026-11-25T08:00"}
    checked = check_call_back(good | form, facts)
    assert [one.text for one in checked.problems.values()] == [problem]
