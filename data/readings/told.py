"""What was declared: receipts with all their versions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.database import NotFound, row, rows
from data.readings.declaring import PAID, paid_for
from rules.deadlines import last_day, may_correct
from rules.readings.change import Cause, causes
from rules.tariffs import Line, Sum

RECEIPT = """SELECT d.id, d.number, d.public_id, d.state, d.version, d.period, d.channel, d.declared_at, d.total,
 d.lines, d.flags, m.public_id, m.number, a.payer_code, a.address, p.name, p.kind, d.meter_id,
 coalesce(s.nickname, ''), coalesce(s.level, 0), d.person_id
FROM declaration d JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id
JOIN provider p ON p.id = a.provider_id
LEFT JOIN service s ON s.account_id = a.id AND s.person_id = ? AND s.removed_at = 0
WHERE d.number = ? AND (d.person_id = ? OR (d.person_id IS NULL AND s.level >= 1))"""
VERSIONS = """SELECT number, version, state, channel, declared_at, lines, total, period, person_id FROM declaration
WHERE meter_id = ? AND period = ? AND (person_id = ? OR ? > 0) ORDER BY version"""


BEFORE = """SELECT period, total, lines FROM declaration WHERE meter_id = ? AND period < ? AND state = 'declared'
 AND total IS NOT NULL AND (person_id = ? OR ? > 0) ORDER BY period DESC, version DESC LIMIT 1"""


TOLD = """SELECT d.number, p.name, coalesce(s.nickname, ''), d.lines, d.total FROM declaration d
JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
LEFT JOIN service s ON s.account_id = a.id AND s.person_id = d.person_id AND s.removed_at = 0
WHERE d.person_id = ? AND d.number = ?"""


@dataclass(frozen=True)
class Told:
    """A receipt in a list: its lines as they were frozen, its sum in cents or None."""

    number: str
    provider: str
    name: str
    lines: tuple[dict[str, Any], ...]
    total: int | None


@dataclass(frozen=True)
class Change:
    """The sum of the last declared month before, in cents, and what made this one another."""

    period: str
    total: int
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Version:
    """One sending of a month: its number is a link where it is the reader's own."""

    number: str
    version: int
    state: str
    channel: str
    declared_at: int
    lines: tuple[dict[str, Any], ...]
    total: int | None
    period: str
    is_own: bool


@dataclass(frozen=True)
class Receipt:
    """A declaration as its sender sees it: frozen arithmetic, state, what may still be done, cents left to pay."""

    number: str
    public_id: str
    state: str
    version: int
    period: str
    channel: str
    declared_at: int
    total: int | None
    vat: int
    lines: tuple[dict[str, Any], ...]
    flags: tuple[str, ...]
    meter_id: str
    meter_number: str
    payer_code: str
    address: str
    provider: str
    kind: str
    name: str
    versions: tuple[Version, ...]
    until: str
    may_correct: bool
    may_withdraw: bool
    left: int
    is_underway: bool
    change: Change | None
    is_own: bool = True

    @property
    def takes_photos(self) -> bool:
        """Whether something about it was odd, and its sender may show the meter."""
        return self.is_own and bool(self.flags) and self.state == "declared"


def receipt(person_id: int, number: str, at: int) -> Receipt:
    """The receipt of one's own declaration at a moment (epoch seconds), or of a helper's for one's own proven meter.

    Raises NotFound when it is not theirs.
    """
    found = row(RECEIPT, person_id, number, person_id)
    if found is None:
        raise NotFound
    declaration, number, public_id, state, version, period, channel, declared_at, total, lines, flags = found[:11]
    meter_id, meter_number, payer_code, address, provider, kind, meter, name, level, sender = found[11:]
    is_open, is_own = may_correct(period, kind, at), sender == person_id
    paid, is_underway = paid_for(meter, period)
    told = tuple(json.loads(lines))
    return Receipt(
        number=number,
        public_id=public_id,
        state=state,
        version=version,
        period=period,
        channel=channel,
        declared_at=declared_at,
        total=total,
        vat=_vat(told),
        lines=told,
        flags=tuple(json.loads(flags)),
        meter_id=meter_id,
        meter_number=meter_number if level else f"…{meter_number[-3:]}",
        payer_code=payer_code,
        address=address if level else "",
        provider=provider,
        kind=kind,
        name=name,
        versions=tuple(version_of(line, person_id) for line in rows(VERSIONS, meter, period, person_id, level)),
        until=last_day(period).isoformat(),
        may_correct=is_open,
        may_withdraw=is_open and is_own and state == "declared" and row(PAID, declaration) is None,
        left=0 if is_underway or not is_own else max((total or 0) - paid, 0),
        is_underway=is_underway,
        change=_change(row(BEFORE, meter, period, person_id, level), told) if total is not None else None,
        is_own=is_own,
    )


def told_of(person_id: int, numbers: Sequence[str]) -> tuple[Told, ...]:
    """One's own receipts of these numbers, in their order."""
    found = [row(TOLD, person_id, number) for number in numbers]
    return tuple(Told(line[0], line[1], line[2], tuple(json.loads(line[3])), line[4]) for line in found if line)


def _change(before: tuple[Any, ...] | None, told: tuple[dict[str, Any], ...]) -> Change | None:
    if before is None:
        return None
    period, total, lines = before
    return Change(period, total, causes(json.loads(lines), told))


def _vat(lines: tuple[dict[str, Any], ...]) -> int:
    priced = [part for line in lines if "amount" in line for part in line.get("parts", [line])]
    return Sum(tuple(Line("", "", None, None, 0, one["price"], one["amount"], one["vat_rate"]) for one in priced)).vat


def version_of(line: tuple[Any, ...], person_id: int) -> Version:
    """A version from its row (as VERSIONS has it), for this reader."""
    number, version, state, channel, declared_at, lines, total, period, sender = line
    is_own = sender == person_id
    return Version(
        number if is_own else "", version, state, channel, declared_at, tuple(json.loads(lines)), total, period, is_own
    )
