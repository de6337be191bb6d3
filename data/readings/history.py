"""Everything that was declared for a meter, in one statement: the page, its chart and its file read the same."""

from typing import Any

from data.database import rows
from data.readings.told import Version, version_of
from rules.readings.meter import Meter

# Months that came with the provider's file have no declaration: their registers come one a row, and are put together.
HISTORY = """SELECT * FROM (
 SELECT d.period, d.version, d.number, d.state, d.channel, d.declared_at, d.lines, d.total, d.person_id,
  '' AS code, '' AS zone, '' AS unit, 0 AS decimals, 0 AS previous, 0 AS value, 0 AS used
 FROM declaration d WHERE d.meter_id = ? AND (d.person_id = ? OR ? > 0)
 UNION ALL
 SELECT h.period, 0, '', 'declared', 'provider', h.declared_at, '', NULL, NULL,
  r.code, r.zone, r.unit, r.decimals, h.previous, h.value, h.used
 FROM register r JOIN reading h ON h.register_id = r.id
 WHERE r.meter_id = ? AND h.declaration_id IS NULL AND h.is_valid AND ? > 0) AS told
ORDER BY period DESC, version DESC, code LIMIT 2000"""


def history(person_id: int, meter: Meter) -> tuple[Version, ...]:
    """What was declared for a meter, the latest first, versions included; with the code alone only one's own acts.

    Months that came with the provider's file stand among them with the channel `provider`.
    """
    told: list[Version] = []
    imported: dict[str, list[tuple[Any, ...]]] = {}
    for line in rows(HISTORY, meter.row, person_id, meter.level, meter.row, meter.level):
        period, version, number, state, channel, declared_at, lines, total, sender = line[:9]
        if channel == "provider" and not version:
            imported.setdefault(period, []).append(line)
        else:
            told.append(
                version_of((number, version, state, channel, declared_at, lines, total, period, sender), person_id)
            )
    told += [_imported(period, lines) for period, lines in imported.items()]
    return tuple(sorted(told, key=lambda version: (version.period, version.version), reverse=True))


def _imported(period: str, lines: list[tuple[Any, ...]]) -> Version:
    names = ("zone", "unit", "decimals", "previous", "value", "used")
    told = tuple(dict(zip(names, line[10:], strict=True)) for line in lines)
    return Version("", 0, "declared", "provider", lines[0][5], told, None, period, False)
