"""What a register counts."""

import pytest

from rules.zones import zone_of


@pytest.mark.parametrize(
    ("kind", "unit", "register", "zone"),
    [
        ("electricity", "kWh", "", "1z"),
        ("electricity", "kWh", "t1", "day"),
        ("electricity", "kWh", "t2", "night"),
        ("gas", "m³", "", "gas"),
        ("water", "m³", "", "cold"),
        ("heat", "m³", "", "hot"),
        ("heat", "kWh", "", "heat"),
    ],
)
def test_a_register_is_priced_by_what_it_counts(kind: str, unit: str, register: str, zone: str) -> None:
    assert zone_of(kind, unit, register) == zone
