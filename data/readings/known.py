"""What the Iki page must know about a meter, read in one statement (performance.md: the hottest page of the house)."""

from datetime import date
from typing import Any

from data.database import NotFound, now, rows
from rules.deadlines import day_of, last_day, months_before, months_between, period_of
from rules.pricing import in_force
from rules.readings.meter import Meter, Register
from rules.tariffs import Price

# For each register: all its prices, Nuo, this month's value, and the use to expect: last year's
# month ("y 60000"), or the last six where there is none. The fixed part is carried by the account's first meter alone.
COLUMNS = """
SELECT m.id, m.public_id, m.number, m.is_smart, p.own_amount, a.payer_code, a.address, p.name, p.kind,
 s.nickname, s.level, r.id, r.code, r.zone, r.unit, r.digits, r.decimals, r.first_value, r.first_date,
 (SELECT string_agg(t.valid_from || ' ' || t.price || ' ' || t.vat_rate || ' ' || t.above, ';') FROM tariff t
  WHERE t.provider_id = a.provider_id AND t.plan = a.plan AND t.zone = r.zone),
 (SELECT string_agg(t.valid_from || ' ' || t.price || ' ' || t.vat_rate || ' ' || t.above, ';') FROM tariff t
  WHERE t.provider_id = a.provider_id AND t.plan = a.plan AND t.zone = 'fixed'
  AND NOT EXISTS (SELECT 1 FROM meter o WHERE o.account_id = a.id AND o.id < m.id)),
 (SELECT h.period || ' ' || h.value || ' ' || h.declared_at FROM reading h
  WHERE h.register_id = r.id AND h.is_valid AND h.period < ? ORDER BY h.period DESC, h.version DESC LIMIT 1),
 (SELECT h.value FROM reading h WHERE h.register_id = r.id AND h.is_valid AND h.period = ?
  ORDER BY h.version DESC LIMIT 1),
 coalesce(
  (SELECT 'y ' || h.used FROM reading h WHERE h.register_id = r.id AND h.is_valid AND h.period = ?
   ORDER BY h.version DESC LIMIT 1),
  (SELECT string_agg(CAST(h.used AS TEXT), ' ') FROM (SELECT used FROM reading
   WHERE register_id = r.id AND is_valid AND period < ? ORDER BY period DESC, version DESC LIMIT 6) h)),
 (SELECT d.number || ' ' || coalesce(d.person_id, 0) FROM declaration d
  WHERE d.meter_id = m.id AND d.period = ? AND d.state = 'declared' ORDER BY d.version DESC LIMIT 1),
 s.public_id, p.pricing, m.verified_until
"""
JOINED = """JOIN account a ON a.id = s.account_id
JOIN provider p ON p.id = a.provider_id
JOIN meter m ON m.account_id = a.id
JOIN register r ON r.meter_id = m.id
WHERE"""
KNOWN = f"{COLUMNS} FROM service s {JOINED} m.public_id = ? AND s.person_id = ? AND s.removed_at = 0 ORDER BY r.code"
EVERY = f"""{COLUMNS} FROM service s {JOINED} s.person_id = ? AND s.removed_at = 0 AND NOT m.is_smart
ORDER BY s.id, m.id, r.code LIMIT 200"""
ANY = "(SELECT id AS account_id, '' AS nickname, 0 AS level, '' AS public_id FROM account)"
NOBODYS = f"{COLUMNS} FROM {ANY} s {JOINED} m.public_id = ? ORDER BY r.code"


def meter(person_id: int, meter_id: str, at: int | None = None) -> Meter:
    """A meter of one of the person's services with its registers, prices and history, at a moment (epoch seconds).

    Raises NotFound when it is not there or not theirs.
    """
    moment = now() if at is None else at
    return _meter(rows(KNOWN, *_months(moment), meter_id, person_id), moment, str(person_id))


def meter_of_nobody(meter_id: str, at: int | None = None) -> Meter:
    """The same for whoever has shown its number and payer code, who need no service of their own. Raises NotFound."""
    moment = now() if at is None else at
    return _meter(rows(NOBODYS, *_months(moment), meter_id), moment, "")


def meters(person_id: int, at: int | None = None) -> tuple[Meter, ...]:
    """The same of every meter that the person may read themselves, in the order of their services; one statement."""
    moment = now() if at is None else at
    by_meter: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for line in rows(EVERY, *_months(moment), person_id):
        by_meter.setdefault((line[0], line[25]), []).append(line)
    return tuple(_meter(lines, moment, str(person_id)) for lines in by_meter.values())


def _months(moment: int) -> tuple[str, ...]:
    period = period_of(moment)
    return (period, period, months_before(period, 12), period, period)


def _meter(found: list[tuple[Any, ...]], moment: int, reader: str) -> Meter:
    if not found:
        raise NotFound
    today, first = day_of(moment).isoformat(), found[0]
    number, _, sender = (first[24] or "").partition(" ")
    may_see = first[10] > 0 or sender == reader
    fixed, next_fixed = _of_today(_prices(first[20]), today)
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
        registers=tuple(_register(line, today, may_see) for line in found),
        fixed=fixed[0] if fixed else None,
        next_fixed=next_fixed,
        declared=number if may_see else "",
        at=moment,
        row=first[0],
        service_id=first[25],
        own_amount=bool(first[4]),
        pricing=first[26],
        verified_until=first[27],
    )


def _register(line: tuple[Any, ...], today: str, may_see: bool) -> Register:
    row, code, zone, unit, digits, decimals, value, day = line[11:19]
    prices, _, last, current, usual = line[19:24]
    period, since = today[:7], day[:7]
    if last:
        since, told, declared_at = last.split(" ")
        value, day = int(told), _day(since, int(declared_at))
    uses = (usual or "").split(" ")
    known = _prices(prices)
    blocks, next_price = _of_today(known, today)
    return Register(
        code=code,
        zone=zone,
        unit=unit,
        digits=digits,
        decimals=decimals,
        previous=value,
        previous_date=day,
        months=max(months_between(since, period), 1),
        last_year=int(uses[1]) if uses[0] == "y" else None,
        recent=tuple(map(int, uses)) if uses[0] not in ("y", "") else (),
        price=blocks[0] if blocks else None,
        next_price=next_price,
        upper=blocks[1:],
        prices=known,
        declared=current if may_see else None,
        row=row,
    )


def _day(period: str, declared_at: int) -> str:
    """The day a reading was declared; one that came with the provider's file is as of its month's end."""
    day = day_of(declared_at).isoformat()
    return day if day[:7] == period else last_day(period).isoformat()


def _prices(written: str | None) -> tuple[Price, ...]:
    """All prices of a zone, the earliest first."""
    told = (one.split(" ") for one in (written or "").split(";") if one)
    made = (Price(valid_from, *map(int, numbers)) for valid_from, *numbers in told)
    return tuple(sorted(made, key=lambda price: (price.valid_from, price.above)))


def _of_today(prices: tuple[Price, ...], today: str) -> tuple[tuple[Price, ...], Price | None]:
    """The blocks of the price of an ISO day, and the price that comes next."""
    return in_force(prices, date.fromisoformat(today)), next((one for one in prices if one.valid_from > today), None)
