"""Declaring a meter's registers and taking it back: one transaction each, every version kept."""

import json
from collections.abc import Iterable
from typing import Any

from data import outbox
from data.database import NotFound, atomic, database, new_id, now, row, rows
from data.readings import brought
from data.receipts import check_code, next_number
from rules.deadlines import day_of, last_day, may_correct, period_of
from rules.payments import OPEN_SECONDS
from rules.readings.conflict import Arrived, counts
from rules.readings.meter import Facts, Meter
from rules.readings.use import Use, is_quiet_turn, is_unusual, lines_of, together, uses
from rules.tariffs import Line

BY_KEY = "SELECT number, person_id FROM declaration WHERE key = ?"
LOCK = {"?": "SELECT id FROM meter WHERE id = ?", "%s": "SELECT id FROM meter WHERE id = ? FOR UPDATE"}
LATEST = """SELECT d.id, d.version, d.state, d.channel, d.declared_at,
 (SELECT sum(value) FROM reading WHERE declaration_id = d.id)
FROM declaration d WHERE d.meter_id = ? AND d.period = ? ORDER BY d.version DESC"""
INSERT = """INSERT INTO declaration
 (public_id, key, number, person_id, meter_id, period, version, state, channel, declared_at, total, lines, flags)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
INSERT_READING = """INSERT INTO reading
 (register_id, period, version, declaration_id, value, previous, used, declared_at, is_valid)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING version"""
SET_STATE = "UPDATE declaration SET state = ? WHERE id = ? RETURNING id"
STOP_COUNTING = "UPDATE reading SET is_valid = ? WHERE declaration_id = ? RETURNING version"
OWN = """SELECT d.id, d.state, d.period, d.meter_id, p.kind FROM declaration d
JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
WHERE d.number = ? AND d.person_id = ?"""
PAID_SO_FAR = """SELECT coalesce((SELECT sum(l.cents) FROM allocation l JOIN declaration d ON d.id = l.declaration_id
 WHERE d.meter_id = ? AND d.period = ?), 0),
(SELECT count(*) FROM payment_item i JOIN payment p ON p.id = i.payment_id JOIN declaration d ON d.id = i.declaration_id
 WHERE d.meter_id = ? AND d.period = ? AND (p.state IN ('pending', 'review')
 OR (p.state = 'redirected' AND p.changed_at > ?)))"""
Reader = tuple[str, str]  # e-mail address, language
PAID = """SELECT 1 FROM payment_item i JOIN payment p ON p.id = i.payment_id
WHERE i.declaration_id = ? AND p.state IN ('redirected', 'pending', 'review', 'paid', 'part_refunded')"""


class NotAllowed(Exception):
    """The act came too late, or money stands against it."""


def declare(
    person_id: int | None,
    key: str,
    facts: Facts,
    readers: Iterable[Reader] = (),
    channel: str = "web",
    received: int = 0,
) -> str:
    """Declare the values of the facts and return the receipt's number; its mail leaves with the commit.

    `person_id` is whose it is, None for nobody's: then those who have proven the meter see it. `readers` get the
    receipt: address and language of each. The month and its prices are those of the facts' moment; `received` (epoch
    seconds) is when it came, if that was later.

    `key` is the draft's id: the same key again changes nothing and returns the same number. A later version of the
    month replaces the earlier one, unless another channel brought a larger value on the same day (domain.md §2).
    """
    with atomic():
        lock(facts.meter.row)
        known = row(BY_KEY, key)
        if known and known[1] != person_id:
            raise NotFound
        if known:
            return str(known[0])
        lines, total = _made(facts.meter, uses(facts))
        public_id, number = _write(person_id, key, facts, channel, lines, total, received or facts.meter.at)
        letter = _letter(number, facts.meter) | {"lines": lines, "total": total}
        for email, language in readers:
            outbox.put("declared", f"{public_id} {email}", letter | {"to": email, "language": language})
        return number


def _letter(number: str, meter: Meter) -> dict[str, Any]:
    return {
        "number": number,
        "check": check_code(number),
        "provider": meter.provider,
        "payer_code": meter.payer_code,
        "period": period_of(meter.at),
        "declared_at": meter.at,
        "until": last_day(period_of(meter.at)).isoformat(),
    }


def _write(
    person_id: int | None, key: str, facts: Facts, channel: str, lines: list[dict[str, Any]], total: int | None, at: int
) -> tuple[str, str]:
    meter, counted = facts.meter, uses(facts)
    period, day = period_of(meter.at), day_of(at)
    before = rows(LATEST, meter.row, period)
    standing = [line for line in before if line[2] == "declared"]
    new = Arrived(channel, day, sum(use.value for use in counted))
    is_counted = all(counts(new, one) for one in (*map(arrived, standing), *brought.standing(meter.row, period)))
    number, public_id, version = next_number(day.year), new_id(), len(before) + 1
    found = row(
        INSERT, public_id, key, number, person_id, meter.row, period, version,
        "declared" if is_counted else "replaced", channel, at, total,
        json.dumps(lines, ensure_ascii=False), json.dumps(_flags(facts, counted)),
    )  # fmt: skip
    assert found
    if is_counted:
        brought.set_aside(meter.row, period)
        replace(line[0] for line in standing)
    for use in counted:
        row(
            INSERT_READING, use.register.row, period, version, found[0], use.value, use.register.previous,
            use.used or 0, at, is_counted,
        )  # fmt: skip
    return public_id, number


def paid(meter: Meter) -> tuple[int, bool]:
    """Cents paid for what was declared of this meter in the month of its facts, and whether more is on its way."""
    return paid_for(meter.row, period_of(meter.at))


def paid_for(meter: int, period: str) -> tuple[int, bool]:
    """The same by row and month."""
    found = row(PAID_SO_FAR, meter, period, meter, period, now() - OPEN_SECONDS)
    return (int(found[0]), bool(found[1])) if found else (0, False)


def lock(meter: int) -> None:
    """Versions of a meter are made one after the other. SQLite already holds its one write lock."""
    row(LOCK[database.param], meter)


def arrived(line: tuple[Any, ...]) -> Arrived:
    """A line of LATEST, as the rule of two channels sees it."""
    return Arrived(line[3], day_of(line[4]), line[5] or 0)


def replace(declarations: Iterable[int]) -> None:
    """These no longer count: a later sending does."""
    for declaration in declarations:
        _set_aside(declaration, "replaced")


def _set_aside(declaration: int, state: str) -> None:
    row(SET_STATE, state, declaration)
    rows(STOP_COUNTING, False, declaration)


def _made(meter: Meter, counted: tuple[Use, ...]) -> tuple[list[dict[str, Any]], int | None]:
    """The arithmetic as it was shown, frozen: prices and rules may change, a receipt does not. And its sum in cents."""
    by_use = [lines_of(meter, use) for use in counted]
    told = [_line(use, lines) for use, lines in zip(counted, by_use, strict=True)]
    whole = together(meter, by_use)
    if whole and meter.fixed:
        last = whole.lines[-1]
        told.append({"zone": "fixed", "price": last.price, "amount": last.amount, "vat_rate": last.vat_rate})
    return told, whole.total if whole else None


def _line(use: Use, lines: tuple[Line, ...]) -> dict[str, Any]:
    """With one price the line has it; with several it has `parts`, and `amount` is their sum."""
    register = use.register
    told = {
        "zone": register.zone,
        "unit": register.unit,
        "decimals": register.decimals,
        "previous": register.previous,
        "value": use.value,
        "used": use.used,
        "how": use.how,
    }
    if len(lines) == 1:
        told |= {"price": lines[0].price, "amount": lines[0].amount, "vat_rate": lines[0].vat_rate}
    elif lines:
        told |= {"amount": sum(line.amount for line in lines), "parts": [_part(line) for line in lines]}
    return told


def _part(line: Line) -> dict[str, Any]:
    names = ("since", "until", "used", "price", "amount", "vat_rate")
    return {name: getattr(line, name) for name in names}


def _flags(facts: Facts, counted: tuple[Use, ...]) -> list[str]:
    """What the provider is told beside the values: confirmed oddities (UX.md §1)."""
    flags = [use.how for use in counted if use.how and not is_quiet_turn(use.register, use.value)]
    if any(is_unusual(facts.meter, use) for use in counted):
        flags.append("unusual")
        reason = facts.answers.get("unusual", {}).get("reason", "")
        flags += [f"reason:{reason}"] if reason else []
    return list(dict.fromkeys(flags))


def withdraw(person_id: int, number: str, at: int) -> None:
    """Take a declaration back before its month is over; it stays to be seen, but no longer counts.

    Raises NotFound when it is not theirs, NotAllowed when its time is over or a payment for it is under way.
    Taking back twice changes nothing.
    """
    with atomic():
        found = row(OWN, number, person_id)
        if found is None:
            raise NotFound
        declaration, state, period, meter, kind = found
        lock(meter)
        if state == "withdrawn":
            return
        if state != "declared" or not may_correct(period, kind, at) or row(PAID, declaration):
            raise NotAllowed
        _set_aside(declaration, "withdrawn")
