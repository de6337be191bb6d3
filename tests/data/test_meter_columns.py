"""What an accounts file may tell of a meter beside the columns that it must have."""

import pytest

from data.imports import accounts
from data.imports.report import Report
from data.services import Meter, Register
from rules.imported.accounts import COLUMNS, OPTIONAL
from tests import people

HEAD = ",".join((*COLUMNS, *OPTIONAL)) + "\n"
pytestmark = pytest.mark.usefixtures("tables")


def file(register: str = "", zone: str = "", until: str = "") -> str:
    return f"elektra,30000001,,,Sodų g. 1,M1,{register},kWh,5,0,100,2026-10-31,Išmanus,,{zone},{until}\n"


@pytest.fixture(autouse=True)
def _provider() -> None:
    people.provider("elektra", "electricity", "kWh")


def load(*rows: str) -> Report:
    return accounts.load((HEAD + "".join(rows)).encode(), "k" * 32)


def test_four_zones_are_named_by_the_file() -> None:
    zones = ("morning", "day", "evening", "night")
    report = load(*(file(f"t{place}", zone) for place, zone in enumerate(zones, 1)))
    assert (report.new, report.bad) == (1, ())
    assert [one.zone for one in Register.select().order_by(Register.code)] == list(zones)
    again = load(*(file(f"t{place}", zone) for place, zone in enumerate(zones, 1)))
    assert (again.new, again.changed, again.same) == (0, 0, 1)


def test_the_end_of_a_verification_comes_with_the_file_and_changes_with_it() -> None:
    load(file(until="2027-05-31"))
    assert Meter.get().verified_until == "2027-05-31"
    assert load(file(until="2031-05-31")).changed == 1
    assert Meter.get().verified_until == "2031-05-31"


def test_a_file_without_the_columns_loads_as_before() -> None:
    row = file().rsplit(",", 3)[0]
    report = accounts.load((",".join(COLUMNS) + "\n" + row + "\n").encode(), "k" * 32)
    assert report.new == 1
    assert Register.get().zone == "1z"


@pytest.mark.parametrize(("told", "reason"), [({"zone": "noon"}, "zone"), ({"until": "2027-02-30"}, "verified_until")])
def test_what_nobody_knows_is_refused_with_the_reason(told: dict[str, str], reason: str) -> None:
    (bad,) = load(file(**told)).bad
    assert bad.reason.startswith(reason)
