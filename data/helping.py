"""What a helper declares for others in one sitting: meters whose payer code and number they were given.

They see nothing of whose a meter is; the reading is nobody's, and whoever has proven the meter gets the receipt.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import peewee

from data import limits
from data.database import Model, NotFound, atomic, new_id, now, row, rows
from data.people import Person
from data.readings import Reader
from data.services import Meter
from data.services.codes import BY_ONE, BY_PATTERN, HOUR, one_by_one
from rules.deadlines import period_of
from rules.helping import Pair
from rules.identifiers import meter_number

METERS = """SELECT m.id, m.number FROM meter m JOIN account a ON a.id = m.account_id
JOIN provider p ON p.id = a.provider_id WHERE p.code = ? AND a.payer_code = ? AND a.keeper = 0"""
PUT = """INSERT INTO helped (public_id, helper_id, meter_id, period, number, created_at) VALUES (?, ?, ?, ?, '', ?)
ON CONFLICT (helper_id, meter_id, period) DO NOTHING RETURNING id"""
COLUMNS = """SELECT h.public_id, m.public_id, m.number, p.name, a.payer_code, h.number
FROM helped h JOIN meter m ON m.id = h.meter_id JOIN account a ON a.id = m.account_id
JOIN provider p ON p.id = a.provider_id WHERE h.helper_id = ? AND h.period = ?"""
SITTING = f"{COLUMNS} ORDER BY h.id"
ONE = f"{COLUMNS} AND h.public_id = ?"
READERS = """SELECT DISTINCT who.email, who.language FROM meter m JOIN service s ON s.account_id = m.account_id
JOIN person who ON who.id = s.person_id WHERE m.public_id = ? AND s.level >= 1 AND s.removed_at = 0
AND (s.whose = 'mine' OR s.level = 2) AND who.email IS NOT NULL ORDER BY who.email"""


class HelpedRow(Model):
    """One meter on a helper's list of a month. `number` is the receipt, '' until it is declared."""

    public_id = peewee.TextField(unique=True, default=new_id)
    helper = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    meter = peewee.ForeignKeyField(Meter)
    period = peewee.TextField()
    number = peewee.TextField(default="")
    created_at = peewee.BigIntegerField(default=now)

    class Meta:
        table_name = "helped"
        indexes = ((("helper", "meter", "period"), True),)


@dataclass(frozen=True)
class Helped:
    """A meter on the list as its helper sees it: what they typed themselves, shortened, and the receipt's number."""

    public_id: str
    meter_id: str
    meter_number: str
    provider: str
    payer_code: str
    number: str


@dataclass(frozen=True)
class Looked:
    """What became of a list: how many meters were found, the places of lines that fit none, and whether the helper has
    guessed too often to be told more."""

    found: int
    missing: tuple[int, ...]
    is_too_often: bool


def take_in(helper_id: int, address: str, provider: str, pairs: tuple[Pair, ...]) -> Looked:
    """Put the meters of a list on the helper's own. Misses count, as everywhere, against person, address and code."""
    found, period = 0, period_of(now())
    missing: list[int] = []
    with atomic():
        one_by_one(helper_id)
        for pair in pairs:
            alike = sha256(f"{provider} {pair.code}".encode()).hexdigest()
            counters = (
                ("pair-of-person", str(helper_id), BY_ONE),
                ("pair-of-address", address, BY_ONE),
                ("pair-alike", alike, BY_PATTERN),
            )
            if any(limits.counted(bucket, key, HOUR) >= most for bucket, key, most in counters):
                return Looked(found, (*missing, pair.line), is_too_often=True)
            meter = _meter(provider, pair)
            if meter is None:
                missing.append(pair.line)
                for bucket, key, _ in counters:
                    limits.count(bucket, key)
            else:
                row(PUT, new_id(), helper_id, meter, period, now())
                found += 1
    return Looked(found, tuple(missing), is_too_often=False)


def _meter(provider: str, pair: Pair) -> int | None:
    known = rows(METERS, provider, pair.code)
    return next((meter for meter, number in known if meter_number(number) == pair.meter), None)


def sitting(helper_id: int) -> tuple[Helped, ...]:
    """The helper's list of this month, in the order it was typed."""
    return tuple(_helped(line) for line in rows(SITTING, helper_id, period_of(now())))


def one(helper_id: int, public_id: str) -> Helped:
    """One meter of the list. Raises NotFound when it is not on theirs, or is last month's."""
    found = row(ONE, helper_id, period_of(now()), public_id)
    if found is None:
        raise NotFound
    return _helped(found)


def _helped(line: tuple[Any, ...]) -> Helped:
    public_id, meter_id, meter, provider, code, number = line
    return Helped(public_id, meter_id, f"…{meter[-4:]}", provider, f"…{code[-4:]}", number)


def readers(meter_id: str) -> tuple[Reader, ...]:
    """Who gets the receipt: everybody whose own meter it is and who has proven that."""
    return tuple((email, language) for email, language in rows(READERS, meter_id))


def declared(public_id: str, number: str) -> None:
    """The receipt's number, for the list. Call it inside the transaction of the declaration."""
    HelpedRow.update(number=number).where(HelpedRow.public_id == public_id).execute()


def forget_old(before: str) -> int:
    """Delete the lists of months before this one (`YYYY-MM`). Returns how many meters stood on them."""
    return int(HelpedRow.delete().where(HelpedRow.period < before).execute())
