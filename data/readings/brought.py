"""Readings that a provider brought stand beside declarations: without a row there, and with versions of 0 and below."""

from data.database import rows
from rules.deadlines import day_of
from rules.readings.conflict import Arrived

CHANNEL = "provider"
STANDING = """SELECT h.declared_at, sum(h.value) FROM register r JOIN reading h ON h.register_id = r.id
WHERE r.meter_id = ? AND h.period = ? AND h.declaration_id IS NULL AND h.is_valid GROUP BY h.declared_at"""
SET_ASIDE = """UPDATE reading SET is_valid = ? WHERE period = ? AND declaration_id IS NULL AND is_valid
AND register_id IN (SELECT id FROM register WHERE meter_id = ?) RETURNING version"""


def standing(meter: int, period: str) -> list[Arrived]:
    """What a provider brought for this meter (its row) and month and counts: one or none."""
    return [Arrived(CHANNEL, day_of(at), int(value)) for at, value in rows(STANDING, meter, period)]


def set_aside(meter: int, period: str) -> None:
    """It no longer counts: something else does."""
    rows(SET_ASIDE, False, period, meter)
