"""What is left to pay: bills that this person may see, sums that they declared, and services that take an own sum."""

from typing import Any

from data.database import now, rows
from data.ledger import PAID_OF_BILL, PAID_OF_MONTH
from rules.basket import Due, Kind
from rules.payments import OPEN_SECONDS

# A bill is shown to those who proved the account (level 1); a declared sum to who declared it (security.md §4).
SERVICE = """FROM service s JOIN account a ON a.id = s.account_id JOIN provider v ON v.id = a.provider_id"""
UNDERWAY = """(SELECT MIN({what}) FROM payment_item i JOIN payment p ON p.id = i.payment_id
WHERE {same} AND (p.state = 'pending' OR (p.state = 'redirected' AND p.changed_at > ?)){whose})"""
SAME_BILL = "i.bill_id = b.id"
SAME_METER = """i.declaration_id IN (SELECT o.id FROM declaration o WHERE o.meter_id = d.meter_id
AND o.period = d.period)"""


def _open(same: str) -> str:
    """Two columns: whether anybody is paying it, and the public id of this person's own payment of it."""
    anybody = UNDERWAY.format(what="p.id", same=same, whose="")
    mine = UNDERWAY.format(what="p.public_id", same=same, whose=" AND p.person_id = s.person_id")
    return f"{anybody}, {mine}"


BILLS = f"""SELECT b.public_id, v.name, a.payer_code, s.nickname, s.whose, b.amount - {PAID_OF_BILL},
b.number, b.period, b.due, {_open(SAME_BILL)}
{SERVICE} JOIN bill b ON b.account_id = a.id
WHERE s.person_id = ? AND s.removed_at = 0 AND s.level >= 1 ORDER BY b.due, b.id"""
DECLARED = f"""SELECT d.number, v.name, a.payer_code, s.nickname, s.whose, d.total - {PAID_OF_MONTH},
d.number, d.period, '', {_open(SAME_METER)}
{SERVICE} JOIN meter m ON m.account_id = a.id JOIN declaration d ON d.meter_id = m.id AND d.person_id = s.person_id
WHERE s.person_id = ? AND s.removed_at = 0 AND d.state = 'declared' AND d.total IS NOT NULL
ORDER BY d.period, d.id"""
OWN = f"""SELECT s.public_id, v.name, a.payer_code, s.nickname, s.whose {SERVICE}
WHERE s.person_id = ? AND s.removed_at = 0 AND (v.own_amount OR NOT v.is_connected) ORDER BY s.id"""


def dues(person_id: int) -> tuple[Due, ...]:
    """Everything that this person may pay now, declared sums first, then bills by due date, then own sums."""
    since = now() - OPEN_SECONDS
    sums: tuple[tuple[Kind, str], ...] = (("declared", DECLARED), ("bill", BILLS))
    found = [_due(kind, columns) for kind, sql in sums for columns in rows(sql, since, since, person_id)]
    own = [Due("own", *columns) for columns in rows(OWN, person_id)]
    return (*(due for due in found if due.cents > 0), *own)


def _due(kind: Kind, columns: tuple[Any, ...]) -> Due:
    public_id, provider, code, nickname, whose, left, number, period, due, underway, paying = columns
    told = (int(left), number, period, due, bool(underway), paying or "")
    return Due(kind, public_id, provider, code, nickname, whose, *told)
