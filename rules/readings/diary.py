"""What a diary of one's own tells: how much was used from note to note, and in a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Note:
    """What the registers (by code) showed on an ISO day, in thousandths. `used` since the note before and `a_day` are
    None for the first note and where a register shows less than before: it has turned, or was replaced."""

    day: str
    values: Mapping[str, int]
    days: int = 0
    used: int | None = None

    @property
    def a_day(self) -> int | None:
        """The use of one day, rounded half up to what the meter's thousandths tell."""
        return None if self.used is None or not self.days else (2 * self.used + self.days) // (2 * self.days)


def notes(kept: Mapping[str, Mapping[str, int]]) -> tuple[Note, ...]:
    """The notes by day, the latest first, each with its use since the one before."""
    told: list[Note] = []
    for day in sorted(kept):
        before = told[-1] if told else None
        told.append(_note(day, kept[day], before))
    return tuple(reversed(told))


def _note(day: str, values: Mapping[str, int], before: Note | None) -> Note:
    if before is None:
        return Note(day, values)
    days = (date.fromisoformat(day) - date.fromisoformat(before.day)).days
    used = [value - before.values[code] for code, value in values.items() if code in before.values]
    is_known = len(used) == len(values) and all(one >= 0 for one in used)
    return Note(day, values, days, sum(used) if is_known else None)
