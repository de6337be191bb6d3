"""Several workers that do something at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from data.database import connect, database

Kind = TypeVar("Kind")


def on_its_own(act: Callable[[], Kind]) -> Kind:
    """What the act gives in a thread with a connection of its own."""
    connect()
    try:
        return act()
    finally:
        database.close()


def at_once(acts: Sequence[Callable[[], Kind]]) -> list[Kind]:
    """What each of them gets, in their order; none begins before all are connected."""
    ready = Barrier(len(acts))

    def alone(act: Callable[[], Kind]) -> Kind:
        def begun() -> Kind:
            ready.wait(10)
            return act()

        return on_its_own(begun)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))
