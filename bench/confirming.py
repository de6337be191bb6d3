"""Payments that are confirmed in a second, against what the engine commits in a second on the same disk."""

import time
from collections.abc import Callable
from functools import partial

from bench.telling import say_only
from data import outbox, payments, sealing
from data.database import atomic, connect, database, migrate, open_database, rows
from data.payments import Payment
from rules.basket import Wanted
from settings import Settings
from tests import people

MANY = 400


def confirmed(create: Callable[[str], str]) -> None:
    """Print the rate and the ratio. A confirmation is two commits: the message as it came, and what it means."""
    open_database(create("confirming"))
    outbox.open_queue(lambda row_id: None)
    connect()
    migrate()
    sealing.set_key(Settings.from_environment({"SANDBOX": "1"}).identity_key)
    ona = people.ona()
    begun = [_begun(ona, place) for place in range(MANY)]
    database.execute_sql("CREATE TABLE bare (id BIGINT PRIMARY KEY)")
    commits, confirmations = _rate(_commit), _rate(partial(_confirm, begun))
    detail = f"{confirmations:,.0f} payments / {commits:,.0f} commits a second"
    say_only("confirmed payments against bare commits", confirmations / commits, detail)
    database.close()


def _begun(ona: people.Flat, place: int) -> str:
    bill = people.bill(ona.services["electricity"].account, f"B-{place}", 100 + place)
    return payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "seb", f"key-{place}").stamp


def _rate(act: Callable[[int], None]) -> float:
    begun = time.perf_counter()
    for place in range(MANY):
        act(place)
    return MANY / (time.perf_counter() - begun)


def _commit(place: int) -> None:
    with atomic():
        rows("INSERT INTO bare (id) VALUES (?) RETURNING id", place)


def _confirm(stamps: list[str], place: int) -> None:
    people.pay(Payment.get(Payment.stamp == stamps[place]))
