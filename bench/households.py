"""Households by the thousand, written straight into the tables: what the site would hold after a year of residents."""

import hashlib
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from blueprints.cookies import hashed
from data.database import connect, database, migrate, open_database

MONTHS = [f"{2025 + (9 + place) // 12}-{(9 + place) % 12 + 1:02d}" for place in range(13)]  # 2025-10 … 2026-10
SOME = 1000  # homes that are visited
REGISTERS = (("t1", "day"), ("t2", "night"))
Row = Sequence[Any]


@dataclass(frozen=True)
class Home:
    """What a visit needs: the browser's token and the meter's public id."""

    token: str
    meter: str


def _insert(table: str, columns: str, lines: Iterable[Row]) -> None:
    with database.atomic():
        cursor = database.connection().cursor()
        if database.param == "?":
            marks = ", ".join("?" for _ in columns.split(", "))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", lines)
        else:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)


def _readings(homes: int, now: int, are_declared: bool) -> Iterator[Row]:
    for register in range(1, 2 * homes + 1):
        value, meter = 1_000_000 + register, (register - 1) // 2
        for place, period in enumerate(MONTHS, 1):
            declaration = meter * len(MONTHS) + place if are_declared else None
            yield register, period, 1, declaration, value + 60_000, value, 60_000, now, True
            value += 60_000


def _declarations(homes: int, now: int) -> Iterator[Row]:
    for one in range(homes * len(MONTHS)):
        meter, period = one // len(MONTHS) + 1, MONTHS[one % len(MONTHS)]
        number = f"2026-{one + 1:07d}"
        at = now - 10_000_000 + 20 * one  # one each twenty seconds, as months bring them
        yield f"declared-{one:013d}", number, number, meter, meter, period, 1, "declared", "web", at, 1500, "[]", "[]"


def fill(url: str, homes: int, are_declared: bool = False) -> list[Home]:
    """Fill an empty database with homes: each a meter of two registers, thirteen months of readings. Some to visit.

    The readings came in a file, or were declared by residents.
    """
    open_database(url)
    migrate()
    connect()
    now = int(time.time())
    visits = [Home(hashlib.sha256(b"%d" % one).hexdigest()[:43], f"meter-{one:016d}") for one in range(1, homes + 1)]
    _catalogue()
    _people(visits, now)
    _services(visits, now)
    if are_declared:
        _insert(
            "declaration", "public_id, key, number, person_id, meter_id, period, version, state, channel, declared_at,"
            " total, lines, flags",
            _declarations(homes, now),
        )  # fmt: skip
    _insert(
        "reading", "register_id, period, version, declaration_id, value, previous, used, declared_at, is_valid",
        _readings(homes, now, are_declared),
    )  # fmt: skip
    if database.param != "?":  # SQLite would plan each statement anew at each call, for twice the cost of the page
        database.execute_sql("ANALYZE")
    database.close()
    return random.Random(1).sample(visits, min(homes, SOME))


def _catalogue() -> None:
    _insert(
        "provider",
        "code, kind, name, region, search, code_label, code_letters, code_least, code_most, popular, is_closed, advice,"
        " is_connected, takes_readings, own_amount, unit, decimals, payee_account",
        [("elektra", "electricity", "Elektra", "", "", "Mokėtojo kodas", False, 8, 8, 1, False, "", True, True, True,
          "kWh", 0, "LT121000011101001000")],
    )  # fmt: skip
    _insert(
        "tariff",
        "provider_id, plan, zone, valid_from, price, vat_rate",
        [(1, "Namai", zone, day, price, 21) for zone, price in (("day", 25800), ("night", 15600), ("fixed", 300000))
         for day in ("2025-01-01", "2025-07-01", "2026-01-01")],
    )  # fmt: skip


def _people(visits: Sequence[Home], now: int) -> None:
    many = range(1, len(visits) + 1)
    _insert(
        "person", "public_id, email, password_hash, language, role, created_at",
        ((f"person-{one:015d}", f"resident{one}@pavyzdys.lt", "", "lt", "resident", now) for one in many),
    )  # fmt: skip
    _insert(
        "session", "public_id, token_hash, person_id, method, created_at, seen_at, ends_at, address, agent",
        ((f"session-{one:014d}", hashed(visits[one - 1].token), one, "email", now, now, now + 40_000, "127.0.0.1", "")
         for one in many),
    )  # fmt: skip


def _services(visits: Sequence[Home], now: int) -> None:
    many = range(1, len(visits) + 1)
    _insert(
        "account", "public_id, provider_id, payer_code, keeper, holder_name, holder_index, address, plan",
        ((f"account-{one:014d}", 1, f"{one:08d}", 0, "", "", "Bandymų g. 1, Vilnius", "Namai") for one in many),
    )  # fmt: skip
    _insert(
        "service", "public_id, person_id, account_id, whose, nickname, level, key, created_at, removed_at",
        ((f"service-{one:014d}", one, one, "mine", "Namai", 1, f"service-{one:014d}", now, 0) for one in many),
    )  # fmt: skip
    _insert(
        "meter", "public_id, account_id, number, is_smart",
        ((visits[one - 1].meter, one, f"E{one:08d}", False) for one in many),
    )  # fmt: skip
    _insert(
        "register", "meter_id, code, zone, unit, digits, decimals, first_value, first_date",
        ((one, code, zone, "kWh", 5, 0, 1_000_000, "2025-09-30") for one in many for code, zone in REGISTERS),
    )  # fmt: skip
