"""Telling those who have proven an account that somebody new has come to it (security.md §4)."""

from data import outbox
from data.database import rows

KEEPERS = """SELECT k.public_id, person.email, person.language, p.name, a.payer_code
FROM service k JOIN person ON person.id = k.person_id JOIN account a ON a.id = k.account_id
 JOIN provider p ON p.id = a.provider_id
WHERE k.account_id = ? AND k.person_id <> ? AND k.level >= 1 AND k.removed_at = 0
 AND (k.whose = 'mine' OR k.level = 2)
 AND person.email IS NOT NULL"""


def tell_keepers(account: int, newcomer: int, service: str, level: int) -> None:
    """A letter to everybody else whose own proven account this is; once for each newcomer's service and level.

    Call it inside the transaction of the fact. Nothing is told of who the newcomer is.
    """
    for keeper, email, language, provider, payer_code in rows(KEEPERS, account, newcomer):
        payload = {
            "to": email,
            "language": language,
            "provider": provider,
            "payer_code": f"…{payer_code[-4:]}",
            "level": level,
        }
        outbox.put("newcomer", f"{service}:{level}:{keeper}", payload)
