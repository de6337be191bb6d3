"""Which of two declarations of one meter and month counts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Arrived:
    """One sending: by which channel, on which day in Vilnius, and its registers' readings added up."""

    channel: str
    day: date
    value: int


def counts(new: Arrived, known: Arrived) -> bool:
    """Whether the new one replaces the known one: the latest day wins, and on one day the largest value (domain.md §2).

    The rule is for two channels that do not know of each other; on one and the same the new one is a correction.
    """
    if new.channel == known.channel or new.day != known.day:
        return new.day >= known.day
    return new.value >= known.value
