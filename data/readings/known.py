"""What the Iki page must know about a meter, read in one statement (performance.md: the hottest page of the house)."""

from typing import Any

from data.database import NotFound, now, rows
from rules.deadlines import day_of, last_day, months_before, months_between, period_of
from rules.readings.meter import Meter, Register
from rules.tariffs import Price

# For each register: the price of today and the next one, and its last readings with the latest first. Fourteen months
# hold the same month of last year and six before it. The fixed part is carried by the account's first meter alone.
KNOWN = """
SELECT m.id, m.public_id, m.number, m.is_smart, p.own_amount, a.payer_code, a.address, p.name, p.kind,
 s.nickname, s.level, r.id, r.code, r.zone, r.unit, r.digits, r.decimals, r.first_value, r.first_date,
 (SELECT t.valid_from || ' ' || t.price || ' ' || t.vat_rate FROM tariff t WHERE t.provider_id = a.provider_id
  AND t.plan = a.plan AND t.zone = r.zone AND t.valid_from <= ? ORDER BY t.valid_from DESC LIMIT 1),
 (SELECT t.valid_from || ' ' || t.price || ' ' || t.vat_rate FROM tariff t WHERE t.provider_id = a.provider_id
  AND t.plan = a.plan AND t.zone = r.zone AND t.valid_from > ? ORDER BY t.valid_from LIMIT 1),
 (SELECT t.valid_from || ' ' || t.price || ' ' || t.vat_rate FROM tariff t WHERE t.provider_id = a.provider_id
  AND t.plan = a.plan AND t.zone = 'fixed' AND t.valid_from <= ?
  AND NOT EXISTS (SELECT 1 FROM meter o WHERE o.account_id = a.id AND o.id < m.id)
  ORDER BY t.valid_from DESC LIMIT 1),
 (SELECT string_agg(h.period || ' ' || h.value || ' ' || h.used || ' ' || h.declared_at, ';')
  FROM (SELECT period, value, used, declared_at FROM reading WHERE register_id = r.id AND is_valid
        ORDER BY period DESC, version DESC LIMIT 14) h),
 (SELECT d.number || ' ' || coalesce(d.person_id, 0) FROM declaration d
  WHERE d.meter_id = m.id AND d.period = ? AND d.state = 'declared' ORDER BY d.version DESC LIMIT 1), s.public_id
FROM service s
JOIN account a ON a.id = s.account_id
JOIN provider p ON p.id = a.provider_id
JOIN meter m ON m.account_id = a.id
JOIN register r ON r.meter_id = m.id
WHERE m.public_id = ? AND s.person_id = ? AND s.removed_at = 0
ORDER BY r.code
"""


def meter(person_id: int, meter_id: str, at: int | None = None) -> Meter:
    """A meter of one of the person's services with its registers, prices and history, at a moment (epoch seconds).

    Raises NotFound when it is not there or not theirs.
    """
    moment = now() if at is None else at
    today, period = day_of(moment).isoformat(), period_of(moment)
    found = rows(KNOWN, today, today, today, period, meter_id, person_id)
    if not found:
        raise NotFound
    first = found[0]
    number, _, sender = (first[23] or "").partition(" ")
    may_see = first[10] > 0 or sender == str(person_id)
    return Meter(
        public_id=first[1],
        kind=first[8],
        provider=first[7],
        number=first[2],
        name=first[9],
        address=first[6],
        payer_code=first[5],
        level=first[10],
        is_smart=bool(first[3]),
        registers=tuple(_register(line, period, may_see) for line in found),
        fixed=_price(first[21]),
        declared=number if may_see else "",
        at=moment,
        row=first[0],
        service_id=first[24],
        own_amount=bool(first[4]),
    )


def _register(line: tuple[Any, ...], period: str, may_see: bool) -> Register:
    row, code, zone, unit, digits, decimals, first_value, first_date = line[11:19]
    history = sorted(map(str.split, (line[22] or "").split(";")), reverse=True) if line[22] else []
    before = [told for told in history if told[0] < period]
    current = next((told for told in history if told[0] == period), None)
    by_period = {told[0]: int(told[2]) for told in before}
    since = before[0] if before else None
    return Register(
        code=code,
        zone=zone,
        unit=unit,
        digits=digits,
        decimals=decimals,
        previous=int(since[1]) if since else first_value,
        previous_date=_day(since[0], int(since[3])) if since else first_date,
        months=max(months_between(since[0] if since else first_date, period), 1),
        last_year=by_period.get(months_before(period, 12)),
        recent=tuple(by_period.values())[:6],
        price=_price(line[19]),
        next_price=_price(line[20]),
        declared=int(current[1]) if current and may_see else None,
        row=row,
    )


def _day(period: str, declared_at: int) -> str:
    """The day a reading was declared; one that came with the provider's file is as of its month's end."""
    return day_of(declared_at).isoformat() if period_of(declared_at) == period else last_day(period).isoformat()


def _price(written: str | None) -> Price | None:
    if not written:
        return None
    valid_from, price, vat_rate = written.split(" ")
    return Price(valid_from, int(price), int(vat_rate))
