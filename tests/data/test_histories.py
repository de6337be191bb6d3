"""For any history of a meter: no unit of use is lost or counted twice, and every receipt adds up."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import corrections, readings
from data.database import database, new_id
from data.imports import readings as brought
from data.readings import Declaration, Reading
from rules.readings.meter import Facts
from tests import people

pytestmark = pytest.mark.usefixtures("tables")
HEAD = "provider,payer_code,meter_number,register,reading,read_on\n"
DAY = 24 * 60 * 60
TURN = 100_000_000  # five digits, in thousandths
ANY = settings(
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
USES = st.integers(0, 9_000).map(lambda units: units * 1000)
ACTS = st.one_of(
    st.tuples(st.just("silent"), USES),
    st.tuples(st.just("declared"), USES),
    st.tuples(st.just("corrected"), USES),
    st.tuples(st.just("withdrawn"), USES),
    st.tuples(st.just("withdrawn and declared"), USES),
    st.tuples(st.just("replaced"), USES),
    st.tuples(st.just("replaced and corrected"), USES),
    st.tuples(st.just("corrected by staff"), USES),
    st.tuples(st.just("brought"), USES),
    st.tuples(st.just("brought late"), USES),
)


@dataclass
class Dial:
    """What really happens at the meter: what its digits show, and all that was ever used."""

    flat: people.Flat
    shown: int
    used: int = 0
    counted: int = 0  # of it, up to the last reading that counts
    numbers: list[str] = field(default_factory=list)

    def run(self, use: int) -> None:
        self.used += use
        self.shown = (self.shown + use) % TURN

    def declare(self, at: int, value: int, **answers: Any) -> str:
        known = readings.meter(self.flat.person.id, self.flat.meters["electricity"].public_id, at)
        (register,) = known.registers
        told: dict[str, Any] = {"values": {"values": {"": value}, "choice": "declare"}, **answers}
        if value < register.previous and "lower" not in told:
            told["lower"] = {"lower": "rolled_over"}
        number = readings.declare(self.flat.person.id, new_id(), Facts(known, told))
        self.numbers.append(number)
        self.counted = self.used
        return number


def moment(month: int) -> int:
    """Noon of the 20th, so many months after October 2026."""
    year, place = divmod(9 + month, 12)
    return int(datetime(2026 + year, place + 1, 20, 12, tzinfo=UTC).timestamp())


def live(dial: Dial, month: int, act: str, use: int) -> None:
    """One month of the meter's life; the dial keeps count by itself."""
    at, before = moment(month), dial.counted
    if act.startswith("replaced"):
        replace(dial, at, use, slip=7_000 if act.endswith("corrected") else 0)
        return
    if act == "brought late":
        middle = dial.shown + use // 2 // 1000 * 1000
        dial.run(use)
        dial.declare(at, dial.shown)
        bring(moment(month - 1), at, middle % TURN)
        return
    dial.run(use)
    if act == "declared":
        dial.declare(at, dial.shown)
    elif act == "corrected":
        dial.declare(at, (dial.shown + 7_000) % TURN)
        dial.declare(at + 60, dial.shown)
    elif act.startswith("withdrawn"):
        number = dial.declare(at, dial.shown)
        readings.withdraw(dial.flat.person.id, number, at + 60)
        dial.counted = before
        if act.endswith("declared"):
            dial.declare(at + 120, dial.shown)
    elif act == "corrected by staff":
        correct(dial, dial.declare(at, (dial.shown + 7_000) % TURN), at)
    elif act == "brought":
        bring(at, at, dial.shown)
        dial.counted = dial.used


def bring(day: int, at: int, value: int) -> None:
    """The provider's file, with what its reader saw on that day, comes at this moment."""
    read_on = datetime.fromtimestamp(day, UTC).date().isoformat()
    with time_machine.travel(at):
        report = brought.load(f"{HEAD}elektra,20000001,E20000001,,{value // 1000},{read_on}\n".encode())
    assert report.new + report.same == 1 or "before" in report.bad[0].reason


def correct(dial: Dial, number: str, at: int) -> None:
    """Staff put it right after its month: the month is counted as it was, with the value that the meter had."""
    person = dial.flat.person.id
    with time_machine.travel(at + 15 * DAY):
        corrections.ask(person, new_id(), number, {"values": {"": dial.shown}, "reason": "misread", "words": ""})
        (wish,) = corrections.open_ones()
        corrections.settle(wish.public_id, True, "")
    right = Declaration.select().order_by(Declaration.id.desc()).get()
    dial.numbers.append(right.number)


def replace(dial: Dial, at: int, use: int, slip: int = 0) -> None:
    """Half of the use by the old meter, half by the new one, which begins at nothing."""
    known = readings.meter(dial.flat.person.id, dial.flat.meters["electricity"].public_id, at)
    (register,) = known.registers
    old = use // 2 // 1000 * 1000
    dial.run(old)
    final = dial.shown if dial.shown >= register.previous else dial.shown + TURN
    dial.shown = 0
    dial.run(use - old)
    act = {"old": {"": final}, "new": {"": 0}}
    number = dial.declare(at, dial.shown + slip, lower={"lower": "replaced"}, replaced=act)
    if slip:
        correct(dial, number, at)


@ANY
@given(st.integers(0, TURN // 1000 - 1), st.lists(ACTS, min_size=1, max_size=9))
def test_no_unit_is_lost_or_counted_twice(first: int, acts: list[tuple[str, int]]) -> None:
    with database.atomic() as turn:
        flat = people.jonas()
        flat.registers("electricity")[0].update(first_value=first * 1000).execute()
        dial = Dial(flat, first * 1000)
        for month, (act, use) in enumerate(acts, 1):
            live(dial, month, act, use)
        counting = list(Reading.select().where(Reading.is_valid).order_by(Reading.period))
        assert sum(one.used for one in counting) == dial.counted
        assert [one.previous for one in counting] == [first * 1000, *(one.value for one in counting)][: len(counting)]
        assert len({one.period for one in counting}) == len(counting)
        turn.rollback()


@ANY
@given(st.integers(0, TURN // 1000 - 1), st.lists(ACTS, min_size=1, max_size=6))
def test_the_lines_of_every_receipt_add_up_to_its_total(first: int, acts: list[tuple[str, int]]) -> None:
    with database.atomic() as turn:
        flat = people.jonas()
        flat.registers("electricity")[0].update(first_value=first * 1000).execute()
        dial = Dial(flat, first * 1000)
        for month, (act, use) in enumerate(acts, 1):
            live(dial, month, act, use)
        for one in Declaration.select():
            lines = json.loads(one.lines)
            assert one.total == sum(line["amount"] for line in lines)
            for line in lines:
                assert line["amount"] == sum(part["amount"] for part in line.get("parts", [line]))
                assert line.get("used") == sum(part["used"] for part in line["parts"]) if "parts" in line else True
        turn.rollback()


@ANY
@given(st.lists(ACTS, min_size=1, max_size=6))
def test_every_version_stays_to_be_seen_and_one_of_a_month_counts(acts: list[tuple[str, int]]) -> None:
    with database.atomic() as turn:
        dial = Dial(people.jonas(), 7_654_000)
        for month, (act, use) in enumerate(acts, 1):
            live(dial, month, act, use)
        kept = list(Declaration.select().order_by(Declaration.id))
        assert [one.number for one in kept] == dial.numbers
        by_month: dict[str, list[str]] = {}
        for one in kept:
            by_month.setdefault(one.period, []).append(one.state)
        assert all(states.count("declared") <= 1 for states in by_month.values())
        turn.rollback()
