"""Whatever a provider's files say, taking them in again changes nothing: byte for byte in the tables."""

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.database import database, rows
from data.imports import accounts, bills, catalogue, readings
from tests.households import WATER, code, households

pytestmark = pytest.mark.usefixtures("tables")
TABLES = ("provider", "account", "meter", "register", "bill", "bill_line", "declaration", "reading")
SUMMER = 1_812_000_000  # of 2027, so that the months that are brought are over
ANY = settings(
    derandomize=True,
    deadline=None,
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def everything() -> list[list[tuple[object, ...]]]:
    return [rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in TABLES]


@ANY
@given(st.integers(1, 6), st.integers(0, 9), st.lists(st.integers(1000, 1009), max_size=4))
def test_the_same_files_again_leave_every_table_as_it_is(homes: int, seed: int, shown: list[int]) -> None:
    with time_machine.travel(SUMMER), database.atomic() as turn:
        catalogue.load()
        files = [text.encode() for text in households(homes, seed)]
        brought = "provider,payer_code,meter_number,register,reading,read_on\n" + "".join(
            f"{WATER},{code(1, 3)},W000001,,{value},2027-0{1 + place}-20\n" for place, value in enumerate(shown)
        )
        for time in ("first", "again", "once more"):
            reports = [accounts.load(files[0], "k" * 32), bills.load(files[1]), readings.load(brought.encode())]
            assert [one.bad for one in reports] == [()] * 3
            if time == "first":
                before = everything()
            else:
                assert [(one.new, one.changed) for one in reports[:2]] == [(0, 0)] * 2
                assert everything() == before
        turn.rollback()
