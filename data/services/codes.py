"""Looking codes up and proving meters, so slowly that guessing does not pay (accounts.md §6, security.md §4)."""

from hashlib import sha256

from data import limits
from data.database import NotFound, atomic, locked, owned_by, row, rows
from data.people import Person
from data.services.tables import Service
from data.services.telling import tell_keepers
from rules.identifiers import meter_number
from rules.services.facts import Found, Provider

HOUR = 60 * 60
BY_ONE, BY_PATTERN = 10, 5  # misses an hour of one person or address, and of codes that look alike
THERE = """SELECT a.id FROM account a JOIN provider p ON p.id = a.provider_id
WHERE p.code = ? AND a.payer_code = ? AND a.keeper = ?"""
ADDED = "SELECT 1 FROM service WHERE account_id = ? AND person_id = ? AND removed_at = 0"
NUMBERS = "SELECT number FROM meter WHERE account_id = ?"


def look_up(person_id: int, address: str, provider: Provider, code: str) -> Found:
    """Whether this provider has this code, as far as this person (and network address, hashed) may ask.

    A miss is counted against the person, the address and all codes that differ in the last two signs only. Beyond the
    limits a code that exists and one that does not are answered alike, and nothing is looked up.
    """
    if not provider.is_connected:
        return _added(THERE, provider.code, code, person_id, person_id=person_id) or "known"
    counters = (
        ("code-of-person", str(person_id), BY_ONE),
        ("code-of-address", address, BY_ONE),
        ("code-alike", sha256(f"{provider.code} {code[:-2]}".encode()).hexdigest(), BY_PATTERN),
    )
    with atomic():
        one_by_one(person_id)
        if any(limits.counted(bucket, key, HOUR) >= most for bucket, key, most in counters):
            return "too_many"
        found = row(THERE, provider.code, code, 0)
        if found:
            return "added" if row(ADDED, found[0], person_id) else "known"
        for bucket, key, _ in counters:
            limits.count(bucket, key)
    return "unknown"


def one_by_one(person_id: int) -> None:
    """A hundred guesses sent at once are counted like a hundred in a row."""
    locked(Person.select(Person.id).where(Person.id == person_id)).get()


def _added(sql: str, *values: object, person_id: int) -> Found:
    found = row(sql, *values)
    return "added" if found and row(ADDED, found[0], person_id) else ""


def fits(person_id: int, address: str, public_id: str, number: str) -> Found:
    """Whether the number is that of one of the account's meters: known, unknown or too_many.

    Raises NotFound for a service that is not theirs. Misses count against the account, the person and the address.
    """
    account = owned_by(person_id, Service, public_id).__data__["account"]
    counters = (
        ("meter-of-account", str(account), BY_PATTERN),
        ("meter-of-person", str(person_id), BY_ONE),
        ("meter-of-address", address, BY_ONE),
    )
    with atomic():
        one_by_one(person_id)
        if any(limits.counted(bucket, key, HOUR) >= most for bucket, key, most in counters):
            return "too_many"
        if _is_on(account, number):
            return "known"
        for bucket, key, _ in counters:
            limits.count(bucket, key)
    return "unknown"


def _is_on(account: int, number: str) -> bool:
    return meter_number(number) in {meter_number(known) for (known,) in rows(NUMBERS, account)}


def prove(person_id: int, public_id: str, number: str) -> None:
    """Raise a service to level 1 by the number of one of its meters. Ask `fits` first. Raises NotFound."""
    service = owned_by(person_id, Service, public_id)
    account = service.__data__["account"]
    if not _is_on(account, number):
        raise NotFound
    with atomic():
        if Service.update(level=1).where((Service.id == service.id) & (Service.level < 1)).execute():
            tell_keepers(account, person_id, public_id, 1)
