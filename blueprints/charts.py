"""What a meter's chart says in the reader's language: its words for who does not see it, and the drawing."""

from collections.abc import Mapping

from rendering import _, month, reading, zone
from rules.readings.bars import Month, drawn
from rules.readings.meter import Meter
from rules.readings.months import Uses, a_year_before, whole, year_to


def svg(meter: Meter, used: Uses, now: str) -> str:
    """The chart's file: the twelve months up to `now` (YYYY-MM), and the twelve before them as outlines."""
    zones = list(dict.fromkeys(register.zone for register in meter.registers))
    months = [_month(used.get(period, {}), a_year_before(used, period), period, zones) for period in year_to(used, now)]
    return drawn(months, [f"{zone(one)}, {meter.registers[0].unit}" for one in zones], _("A year ago"))


def _month(told: Mapping[str, int], before: Mapping[str, int], period: str, zones: list[str]) -> Month:
    total = whole(told)
    parts = tuple(told.get(one, 0) for one in zones) if told else ()
    return Month(period[5:], "" if total is None else reading(total), parts, whole(before))


def words(meter: Meter, used: Uses, now: str) -> str:
    """The values of the twelve months as one line: "Use, kWh: 2026 m. sausis 61, …"; '' where none is known."""
    known = [(period, whole(used.get(period, {}))) for period in year_to(used, now)]
    told = [f"{month(period)} {reading(total)}" for period, total in known if total is not None]
    use = _("Use")
    return f"{use}, {meter.registers[0].unit}: {', '.join(told)}" if told else ""
