"""The statement of the Iki page, which finds the latest readings of a meter, without the page around it."""

import statistics
import time
from collections.abc import Sequence

from bench.households import Home
from data.database import connect, database, open_database, row
from data.readings import meter

LOOKS = 500
OWNER = "SELECT s.person_id FROM service s JOIN meter m ON m.account_id = s.account_id WHERE m.public_id = ?"


def latest(url: str, homes: Sequence[Home]) -> float:
    """Seconds of one look at a meter, the median of many at random homes; the first hundred warm up."""
    open_database(url)
    connect()
    taken = []
    for place in range(LOOKS):
        home = homes[place % len(homes)]
        owner = row(OWNER, home.meter)
        assert owner
        begun = time.perf_counter()
        known = meter(owner[0], home.meter)
        taken.append(time.perf_counter() - begun)
        assert known.registers[0].previous
    database.close()
    return statistics.median(taken[100:])
