"""What goes out to the providers."""

import json

from data import exports
from data.readings import Declaration, Reading
from tests import people


def declared(flat: people.Flat, version: int, value: int, state: str, at: int) -> None:
    (register,) = flat.registers("gas")
    made = Declaration.create(
        key=f"k{version}", number=f"2026-00000{version}", person=flat.person, meter=flat.meters["gas"],
        period="2026-11", version=version, state=state, declared_at=at, flags=json.dumps(["unusual"]),
    )  # fmt: skip
    Reading.create(
        register=register, period="2026-11", version=version, declaration=made, value=value, previous=2480000, used=0,
        is_valid=state == "declared",
    )  # fmt: skip


def test_every_version_goes_out_and_says_whether_it_counts(tables: str) -> None:
    flat = people.ona()
    declared(flat, 1, 2500000, "replaced", 1795700000)
    declared(flat, 2, 2490500, "declared", 1795800000)
    first, second = exports.readings("dujos", "2026-11-01")
    assert first == [
        "dujos", "10000002", "D10000001", "", "2480", "2500", "2026-11-26T15:33:20+02:00", "web", "1",
        "unusual replaced",
    ]  # fmt: skip
    assert second[5] == "2490.5"
    assert second[-1] == "unusual"


def test_what_was_declared_before_the_day_stays(tables: str) -> None:
    flat = people.ona()
    declared(flat, 1, 2500000, "declared", 1795700000)
    assert list(exports.readings("dujos", "2026-11-27")) == []
    assert list(exports.readings("vanduo", "2026-11-01")) == []
