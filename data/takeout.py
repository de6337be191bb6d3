"""Everything that is a person's, for them to take along (GDPR article 20): one mapping that JSON can write.

Moments are ISO 8601 in Lithuania's time, sums are in cents, readings are exact decimals. What a payer code alone does
not open is not in it either (security.md §4), and of a personal code only the last four digits.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from data.database import rows
from data.identities import identities_of
from rules.deadlines import VILNIUS
from rules.tables import unscaled

Lines = list[dict[str, Any]]
# name of the part → its columns, and the statement that fills them in this order
PARTS = {
    "account": (
        ("email", "language", "role", "phone", "reminded_days_before", "created_at"),
        "SELECT email, language, role, phone, remind_days, created_at FROM person WHERE id = ?",
    ),
    "email_changes": (
        ("to", "from", "asked_at", "confirmed_at", "undone_at"),
        """SELECT email, before, created_at, used_at, undone_at FROM email_change WHERE person_id = ? ORDER BY id""",
    ),
    "sessions": (
        ("method", "created_at", "seen_at", "ends_at", "strongly_proven_at", "address", "agent"),
        """SELECT method, created_at, seen_at, ends_at, proven_at, address, agent FROM session
WHERE person_id = ? ORDER BY id""",
    ),
    "browsers": (
        ("method", "created_at", "seen_at", "agent"),
        "SELECT method, created_at, seen_at, agent FROM known_browser WHERE person_id = ? ORDER BY id",
    ),
    "services": (
        ("provider", "payer_code", "whose", "nickname", "level", "address", "holder", "created_at", "removed_at"),
        """SELECT p.name, a.payer_code, s.whose, s.nickname, s.level, CASE WHEN s.level >= 1 THEN a.address ELSE '' END,
 CASE WHEN s.level = 2 THEN a.holder_name ELSE '' END, s.created_at, s.removed_at
FROM service s JOIN account a ON a.id = s.account_id JOIN provider p ON p.id = a.provider_id
WHERE s.person_id = ? ORDER BY s.id""",
    ),
    "links": (
        ("what", "reason", "at", "provider", "payer_code"),
        """SELECT e.what, e.reason, e.at, p.name, a.payer_code FROM link_event e
JOIN account a ON a.id = e.account_id JOIN provider p ON p.id = a.provider_id WHERE e.person_id = ? ORDER BY e.id""",
    ),
    "meter_links": (
        ("provider", "payer_code", "month", "created_at"),
        """SELECT p.name, a.payer_code, l.period, l.created_at FROM meter_link l JOIN meter m ON m.id = l.meter_id
JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id WHERE l.person_id = ? ORDER BY l.id""",
    ),
    "diary": (
        ("provider", "payer_code", "register", "day", "thousandths"),
        """SELECT p.name, a.payer_code, r.zone, n.day, n.value FROM diary_note n
JOIN register r ON r.id = n.register_id JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id
JOIN provider p ON p.id = a.provider_id WHERE n.person_id = ? ORDER BY n.day, r.id""",
    ),
    "corrections": (
        ("receipt", "reason", "words", "state", "answer", "created_at", "settled_at"),
        """SELECT d.number, c.reason, c.words, c.state, c.answer, c.created_at, c.settled_at FROM correction c
JOIN declaration d ON d.id = c.declaration_id WHERE c.person_id = ? ORDER BY c.id""",
    ),
    "receipts": (
        ("number", "what", "at"),
        """SELECT number, 'declared', declared_at FROM declaration WHERE person_id = ?
UNION ALL SELECT number, 'paid', changed_at FROM payment WHERE person_id = ? AND number IS NOT NULL ORDER BY 3, 1""",
    ),
}
DECLARED = """SELECT d.id, d.number, p.name, a.payer_code, d.period, d.version, d.state, d.channel, d.declared_at,
 d.total,
 CASE WHEN EXISTS (SELECT 1 FROM service s WHERE s.account_id = a.id AND s.person_id = d.person_id AND s.level >= 1
  AND s.removed_at = 0) THEN m.number ELSE '' END
FROM declaration d JOIN meter m ON m.id = d.meter_id JOIN account a ON a.id = m.account_id
JOIN provider p ON p.id = a.provider_id WHERE d.person_id = ? ORDER BY d.id"""
READINGS = """SELECT d.id, r.code, r.zone, r.unit, t.previous, t.value, t.used, r.decimals
FROM declaration d JOIN reading t ON t.declaration_id = d.id JOIN register r ON r.id = t.register_id
WHERE d.person_id = ? ORDER BY d.id, r.code"""
PAYMENTS = """SELECT id, number, method, amount, currency, state, created_at, changed_at, bank_reference, payer_account,
 payer_name FROM payment WHERE person_id = ? ORDER BY id"""
ITEMS = """SELECT p.id, v.name, a.payer_code, COALESCE(b.number, d.number, ''), i.amount
FROM payment p JOIN payment_item i ON i.payment_id = p.id JOIN account a ON a.id = i.account_id
JOIN provider v ON v.id = a.provider_id LEFT JOIN bill b ON b.id = i.bill_id
LEFT JOIN declaration d ON d.id = i.declaration_id WHERE p.person_id = ? ORDER BY i.id"""
DECLARED_AS = ("number", "provider", "payer_code", "period", "version", "state", "channel", "declared_at",
               "total_cents", "meter")  # fmt: skip
PAYMENTS_AS = ("number", "method", "amount_cents", "currency", "state", "created_at", "changed_at", "bank_reference",
               "payer_account", "payer_name")  # fmt: skip


def everything(person_id: int, at: int) -> dict[str, Any]:
    """All parts, as they stand at this moment (epoch seconds)."""
    parts = {name: _lines(columns, rows(sql, *[person_id] * sql.count("?"))) for name, (columns, sql) in PARTS.items()}
    (account,) = parts.pop("account")
    return {
        "made_at": _moment(at),
        "account": account,
        "identities": _identities(person_id),
        **parts,
        "readings": _with(DECLARED_AS, rows(DECLARED, person_id), "registers", _readings(person_id)),
        "payments": _with(PAYMENTS_AS, rows(PAYMENTS, person_id), "items", _items(person_id)),
    }


def as_text(everything: dict[str, Any]) -> str:
    """The file itself: JSON that a person can read too."""
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


def _lines(columns: tuple[str, ...], found: list[tuple[Any, ...]]) -> Lines:
    return [_line(columns, values) for values in found]


def _line(columns: tuple[str, ...], values: Iterable[Any]) -> dict[str, Any]:
    """Moments are those whose name says "at"; one that never came is null."""
    pairs = zip(columns, values, strict=True)
    return {name: _moment(value) if name == "at" or name.endswith("_at") else value for name, value in pairs}


def _moment(seconds: int | None) -> str | None:
    return datetime.fromtimestamp(seconds, VILNIUS).isoformat() if seconds else None


def _identities(person_id: int) -> Lines:
    return [
        {
            "kind": one.kind,
            "country": one.country,
            "code_ends_with": one.last_digits,
            "ways": list(one.methods),
            "since": _moment(one.since),
            "used": _moment(one.used_at),
        }
        for one in identities_of(person_id)
    ]


def _with(columns: tuple[str, ...], found: list[tuple[Any, ...]], name: str, more: dict[int, Lines]) -> Lines:
    """Each line with what belongs to it; the row's own id stays here."""
    return [_line(columns, values) | {name: more.get(key, [])} for key, *values in found]


def _readings(person_id: int) -> dict[int, Lines]:
    of: dict[int, Lines] = {}
    for key, code, zone, unit, previous, value, used, decimals in rows(READINGS, person_id):
        shown = {"from": previous, "to": value, "used": used}
        exact = {name: unscaled(thousandths, 3, decimals) for name, thousandths in shown.items()}
        of.setdefault(key, []).append({"register": code, "zone": zone, "unit": unit, **exact})
    return of


def _items(person_id: int) -> dict[int, Lines]:
    of: dict[int, Lines] = {}
    for key, provider, payer_code, number, cents in rows(ITEMS, person_id):
        line = {"provider": provider, "payer_code": payer_code, "number": number, "amount_cents": cents}
        of.setdefault(key, []).append(line)
    return of
