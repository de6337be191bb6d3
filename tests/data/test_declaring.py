"""Declaring: once per key, gap-free numbers, versions kept, the conflict rule, taking back."""

import json
from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import pytest

from data import readings
from data.database import NotFound, database, new_id
from data.outbox import Outbox
from data.readings import Declaration, NotAllowed, Reading
from data.services import Meter
from rules.readings.meter import Facts
from tests import people

AT = int(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())
LATE = int(datetime(2026, 11, 30, 21, 59, 59, tzinfo=UTC).timestamp())


def facts(flat: people.Flat, kind: str, *values: int, at: int = AT, **answers: Any) -> Facts:
    known = readings.meter(flat.person.id, flat.meters[kind].public_id, at)
    given = {register.code: value * 1000 for register, value in zip(known.registers, values, strict=True)}
    return Facts(known, {"values": {"values": given, "choice": "declare"}, **answers})


def declare(flat: people.Flat, kind: str, *values: int, key: str = "", channel: str = "web", **more: Any) -> str:
    told = facts(flat, kind, *values, **more)
    return readings.declare(flat.person.id, key or new_id(), told, [(flat.person.email, "lt")], channel)


def valid(flat: people.Flat, kind: str) -> list[int]:
    query = Reading.select(Reading.value).where(Reading.register.in_(flat.registers(kind)), Reading.is_valid)
    return [found.value // 1000 for found in query.order_by(Reading.register)]


@pytest.mark.usefixtures("tables")
def test_a_declaration_keeps_its_arithmetic_and_its_readings() -> None:
    ona = people.ona()
    number = declare(ona, "electricity", 12401, 4330)
    made = Declaration.get(Declaration.number == number)
    assert number == "2026-000001"
    assert (made.period, made.version, made.state, made.total, made.declared_at) == ("2026-11", 1, "declared", 1885, AT)
    assert [line["amount"] for line in json.loads(made.lines)] == [1445, 140, 300]
    assert valid(ona, "electricity") == [12401, 4330]


@pytest.mark.usefixtures("tables")
def test_the_same_key_twice_is_the_same_receipt() -> None:
    ona, key = people.ona(), new_id()
    assert declare(ona, "gas", 2500, key=key) == declare(ona, "gas", 2500, key=key)
    assert Declaration.select().count() == Reading.select().count() == Outbox.select().count() == 1


@pytest.mark.usefixtures("tables")
def test_somebody_elses_key_opens_nothing() -> None:
    ona, jonas, key = people.ona(), people.jonas(), new_id()
    declare(ona, "gas", 2500, key=key)
    with pytest.raises(NotFound):
        declare(jonas, "electricity", 7700, key=key)


@pytest.mark.usefixtures("tables")
def test_the_receipts_mail_leaves_with_the_commit_or_not_at_all() -> None:
    ona = people.ona()
    with database.atomic() as transaction:
        declare(ona, "gas", 2500)
        transaction.rollback()
    assert Outbox.select().count() == Declaration.select().count() == 0
    assert declare(ona, "gas", 2500) == "2026-000001"
    (mail,) = Outbox.select()
    assert (mail.kind, json.loads(mail.payload)["to"]) == ("declared", "ona@pavyzdys.lt")


@pytest.mark.usefixtures("tables")
def test_a_correction_is_a_new_version_with_the_same_nuo() -> None:
    ona = people.ona()
    first, second = declare(ona, "gas", 2500), declare(ona, "gas", 2490)
    states = [(d.number, d.version, d.state, d.total) for d in Declaration.select().order_by(Declaration.version)]
    assert states == [(first, 1, "replaced", 1897), (second, 2, "declared", 1007)]
    assert valid(ona, "gas") == [2490]


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(("second", "counting"), [(2510, 2510), (2490, 2500)])
def test_on_two_channels_of_one_day_the_larger_value_counts(second: int, counting: int) -> None:
    ona = people.ona()
    declare(ona, "gas", 2500, channel="phone")
    declare(ona, "gas", second)
    assert valid(ona, "gas") == [counting]
    assert Declaration.select().where(Declaration.state == "declared").count() == 1


@pytest.mark.usefixtures("tables")
def test_on_two_channels_of_two_days_the_later_counts() -> None:
    ona = people.ona()
    declare(ona, "gas", 2500, channel="phone")
    declare(ona, "gas", 2490, at=AT + 86_400)
    assert valid(ona, "gas") == [2490]


@pytest.mark.usefixtures("tables")
def test_a_second_past_the_deadline_belongs_to_the_next_month() -> None:
    ona = people.ona()
    declare(ona, "gas", 2500, at=LATE)
    declare(ona, "gas", 2520, at=LATE + 1)
    periods = [(d.period, d.version) for d in Declaration.select().order_by(Declaration.period)]
    assert periods == [("2026-11", 1), ("2026-12", 1)]
    last = Reading.get(Reading.period == "2026-12")
    assert (last.previous, last.used) == (2_500_000, 20_000)


@pytest.mark.usefixtures("tables")
def test_confirmed_oddities_travel_as_flags() -> None:
    ona = people.ona()
    odd = {"lower": {"lower": "rolled_over"}, "unusual": {"reason": "long_ago"}}
    number = declare(ona, "gas", 12, **odd)
    assert json.loads(Declaration.get(Declaration.number == number).flags) == [
        "rolled_over",
        "unusual",
        "reason:long_ago",
    ]


@pytest.mark.usefixtures("tables")
def test_a_wrong_last_reading_is_kept_without_a_sum() -> None:
    ona = people.ona()
    number = declare(ona, "gas", 2400, lower={"lower": "last_wrong"})
    made = Declaration.get(Declaration.number == number)
    assert (made.total, json.loads(made.flags)) == (None, ["last_wrong"])
    assert valid(ona, "gas") == [2400]


@pytest.mark.usefixtures("tables")
def test_taking_back_leaves_the_receipt_but_nothing_that_counts() -> None:
    ona = people.ona()
    number = declare(ona, "gas", 2500)
    readings.withdraw(ona.person.id, number, AT)
    readings.withdraw(ona.person.id, number, AT)
    assert readings.receipt(ona.person.id, number, AT).state == "withdrawn"
    assert valid(ona, "gas") == []


@pytest.mark.usefixtures("tables")
def test_taking_back_ends_with_the_month() -> None:
    ona = people.ona()
    number = declare(ona, "gas", 2500)
    assert readings.receipt(ona.person.id, number, LATE).may_withdraw
    with pytest.raises(NotAllowed):
        readings.withdraw(ona.person.id, number, LATE + 1)
    assert not readings.receipt(ona.person.id, number, LATE + 1).may_correct


@pytest.mark.usefixtures("tables")
def test_a_receipt_is_its_senders_alone() -> None:
    ona, jonas = people.ona(), people.jonas()
    number = declare(ona, "gas", 2500)
    with pytest.raises(NotFound):
        readings.receipt(jonas.person.id, number, AT)
    with pytest.raises(NotFound):
        readings.withdraw(jonas.person.id, number, AT)


@pytest.mark.usefixtures("tables")
def test_with_the_code_alone_only_own_acts_are_seen() -> None:
    jonas, neighbour = people.jonas(), people.ruta()
    mother = jonas.meters["mother"]
    people.service(neighbour.person, mother.account, whose="other", level=0)
    declare(jonas, "mother", 99_999)
    seen = readings.meter(neighbour.person.id, mother.public_id, AT)
    assert (seen.declared, seen.registers[0].declared) == ("", None)
    assert readings.history(neighbour.person.id, seen) == ()
    (task,) = readings.tasks(neighbour.person.id, AT)
    assert (task.state, task.declared, task.shown[0].value) == ("due", "", 99_990_000)
    assert len(readings.history(jonas.person.id, readings.meter(jonas.person.id, mother.public_id, AT))) == 1


@pytest.mark.usefixtures("tables")
def test_receipts_show_every_version_and_the_vat_within() -> None:
    ona = people.ona()
    declare(ona, "electricity", 12401, 4330)
    receipt = readings.receipt(ona.person.id, declare(ona, "electricity", 12402, 4330), AT)
    assert [version.version for version in receipt.versions] == [1, 2]
    assert (receipt.total, receipt.vat, receipt.until) == (1911, 332, "2026-11-30")


@pytest.mark.usefixtures("tables")
def test_every_meter_is_a_task_with_its_state() -> None:
    ona = people.ona()
    Meter.update(is_smart=True).where(Meter.id == ona.meters["cold"].id).execute()
    number = declare(ona, "gas", 2500)
    found = {task.kind: task for task in readings.tasks(ona.person.id, AT)}
    assert {kind: task.state for kind, task in found.items()} == {
        "electricity": "due", "gas": "declared", "water": "smart", "heat": "due",
    }  # fmt: skip
    assert found["gas"].declared == number
    assert [shown.value for shown in found["electricity"].shown] == [12_345_000, 4_321_000]
    assert {task.kind: task.state for task in readings.tasks(ona.person.id, AT - 5 * 86_400)}["heat"] == "early"


@pytest.mark.usefixtures("tables")
def test_many_at_once_get_numbers_without_gaps_and_one_standing_version() -> None:
    ona, barrier = people.ona(), Barrier(6)
    told = facts(ona, "gas", 2500)

    def send() -> None:
        with database.connection_context():
            barrier.wait()
            readings.declare(ona.person.id, new_id(), told, [(str(ona.person.email), "lt")])

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = list(Declaration.select().order_by(Declaration.number))
    assert [d.number for d in made] == [f"2026-{count:06d}" for count in range(1, 7)]
    assert sorted(d.version for d in made) == [1, 2, 3, 4, 5, 6]
    assert [d.state for d in made].count("declared") == 1
