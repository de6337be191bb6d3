"""Every meter of a person with its last reading and what is due: for the task list and the page of services."""

from dataclasses import dataclass
from typing import Any

from data.database import now, rows
from rules.deadlines import Window, period_of, window

# The code alone (level 0) opens one's own acts and Nuo: what somebody else has declared this month does not show.
TASKS = """
SELECT s.public_id, m.public_id, m.number, m.is_smart, p.kind, p.name, s.nickname, a.payer_code, s.level,
 r.zone, r.unit, r.decimals, r.first_value, r.first_date,
 (SELECT h.period || ' ' || h.value || ' ' || h.declared_at FROM reading h
  LEFT JOIN declaration o ON o.id = h.declaration_id
  WHERE h.register_id = r.id AND h.is_valid AND (s.level > 0 OR h.period < ? OR o.person_id = s.person_id)
  ORDER BY h.period DESC, h.version DESC LIMIT 1),
 (SELECT d.number || ' ' || coalesce(d.person_id, 0) FROM declaration d
  WHERE d.meter_id = m.id AND d.period = ? AND d.state = 'declared'
  AND (s.level > 0 OR d.person_id = s.person_id) ORDER BY d.version DESC LIMIT 1), s.person_id,
 (SELECT u.why FROM unread u WHERE u.meter_id = m.id AND u.period = ? AND u.person_id = s.person_id)
FROM service s
JOIN account a ON a.id = s.account_id
JOIN provider p ON p.id = a.provider_id
JOIN meter m ON m.account_id = a.id
JOIN register r ON r.meter_id = m.id
WHERE s.person_id = ? AND s.removed_at = 0
ORDER BY s.id, m.id, r.code
"""


@dataclass(frozen=True)
class Shown:
    """What a register showed last: the value in thousandths of the unit, and the day (ISO) or the moment (epoch)."""

    zone: str
    unit: str
    decimals: int
    value: int
    day: str
    declared_at: int


@dataclass(frozen=True)
class Task:
    """One meter and where its declaring stands. `declared` is this month's receipt number where it is the person's own.

    `state` is one of smart, declared, early (its window has not opened), told (that it cannot be read) and due.
    """

    service_id: str
    meter_id: str
    number: str
    kind: str
    provider: str
    name: str
    payer_code: str
    state: str
    declared: str
    shown: tuple[Shown, ...]
    window: Window


def tasks(person_id: int, at: int | None = None) -> tuple[Task, ...]:
    """All meters of the person's services at a moment (epoch seconds), in the order they were added; one statement."""
    moment = now() if at is None else at
    period = period_of(moment)
    by_meter: dict[str, list[tuple[Any, ...]]] = {}
    for line in rows(TASKS, period, period, period, person_id):
        by_meter.setdefault(f"{line[0]}{line[1]}", []).append(line)
    return tuple(_task(lines, moment) for lines in by_meter.values())


def _task(lines: list[tuple[Any, ...]], moment: int) -> Task:
    service_id, meter_id, number, _, kind, provider, name, payer_code, level = map(str, lines[0][:9])
    receipt, _, sender = str(lines[0][15] or "").partition(" ")
    days = window(kind, moment)
    told = "told" if lines[0][17] else "due"
    state = "smart" if lines[0][3] else "declared" if receipt else told if days.is_open else "early"
    return Task(
        service_id=service_id,
        meter_id=meter_id,
        number=number if level != "0" else f"…{number[-3:]}",
        kind=kind,
        provider=provider,
        name=name,
        payer_code=payer_code,
        state=state,
        declared=receipt if sender == str(lines[0][16]) else "",
        shown=tuple(shown(*line[9:15]) for line in lines),
        window=days,
    )


def shown(zone: str, unit: str, decimals: int, first_value: int, first_date: str, last: str | None) -> Shown:
    """A register's last reading from what a statement tells: `last` is "period value declared_at", None for none."""
    if not last:
        return Shown(zone, unit, decimals, first_value, first_date, 0)
    period, value, declared_at = last.split(" ")
    return Shown(zone, unit, decimals, int(value), period, int(declared_at))
