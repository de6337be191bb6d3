"""What a person sees of their services. What a code alone does not open never leaves the statement (security.md §4)."""

from dataclasses import dataclass
from typing import Any

from data.database import NotFound, now, row, rows
from data.ledger import PAID_OF_BILL
from rules.payments import OPEN_SECONDS

COLUMNS = """SELECT s.public_id, p.name, p.kind, p.code_label, a.payer_code, s.whose, s.nickname, s.level,
 p.is_connected, p.is_closed, CASE WHEN p.is_closed THEN (SELECT n.name FROM provider n WHERE n.code = p.advice) END,
 p.own_amount, s.created_at, s.removed_at,
 (SELECT count(*) FROM meter m WHERE m.account_id = a.id),
 CASE WHEN s.level >= 1 THEN a.address ELSE '' END, CASE WHEN s.level >= 1 THEN a.holder_name ELSE '' END
FROM service s JOIN account a ON a.id = s.account_id JOIN provider p ON p.id = a.provider_id
WHERE s.person_id = ?"""
OF = f"{COLUMNS} AND s.removed_at = 0 ORDER BY s.id"
ONE = f"{COLUMNS} AND s.public_id = ?"
BILLS = f"""SELECT b.number, b.period, b.due, b.amount, {PAID_OF_BILL},
 (SELECT count(*) FROM payment_item i JOIN payment p ON p.id = i.payment_id WHERE i.bill_id = b.id
  AND (p.state = 'pending' OR (p.state = 'redirected' AND p.changed_at > ?)))
FROM service s JOIN bill b ON b.account_id = s.account_id
WHERE s.person_id = ? AND s.public_id = ? AND s.level >= 1 ORDER BY b.issued DESC, b.id DESC LIMIT 24"""  # noqa: S608 - constants alone


@dataclass(frozen=True)
class Mine:
    """A service as its person sees it, theirs `since` an epoch second. `is_closed`: its provider supplies residents no
    longer, but perhaps the `successor` does. `address` and `holder` are empty until a meter's number or a strong
    identity has proven it."""

    public_id: str
    provider: str
    kind: str
    code_label: str
    payer_code: str
    whose: str
    nickname: str
    level: int
    is_connected: bool
    is_closed: bool
    successor: str
    takes_own_amount: bool
    since: int
    is_removed: bool
    meters: int
    address: str
    holder: str

    @property
    def can_be_proven(self) -> bool:
        """Whether typing a meter's number would open more."""
        return self.level == 0 and self.is_connected and self.meters > 0


@dataclass(frozen=True)
class Bill:
    """A bill in the list of a proven service: ISO month and day, cents, and where its paying stands."""

    number: str
    period: str
    due: str
    amount: int
    paid: int
    is_underway: bool


def of(person_id: int) -> tuple[Mine, ...]:
    """The services of a person in the order they were added; one statement."""
    return tuple(_mine(line) for line in rows(OF, person_id))


def one(person_id: int, public_id: str) -> Mine:
    """One service, removed or not. Raises NotFound."""
    found = row(ONE, person_id, public_id)
    if found is None:
        raise NotFound
    return _mine(found)


def bills(person_id: int, public_id: str) -> tuple[Bill, ...]:
    """The latest bills of a proven service, newest first; none for a service that is not proven."""
    found = rows(BILLS, now() - OPEN_SECONDS, person_id, public_id)
    return tuple(
        Bill(number, period, due, amount, int(paid), bool(underway))
        for number, period, due, amount, paid, underway in found
    )


def _mine(line: tuple[Any, ...]) -> Mine:
    told, (connected, closed, successor, own, since, removed_at, meters, address, holder) = line[:8], line[8:]
    public_id, provider, kind, label, code, whose, nickname, level = told
    return Mine(
        public_id=public_id,
        provider=provider,
        kind=kind,
        code_label=label,
        payer_code=code,
        whose=whose,
        nickname=nickname,
        level=level,
        is_connected=bool(connected),
        is_closed=bool(closed),
        successor=successor or "",
        takes_own_amount=bool(own) or not connected,
        since=since,
        is_removed=bool(removed_at),
        meters=meters,
        address=address,
        holder=holder,
    )
