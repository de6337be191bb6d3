"""Being called back: when the help line can call, and what must be known for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from rules.deadlines import VILNIUS
from rules.journey import Form, Journey, Step
from rules.phones import any_number
from rules.problem import Checked, Problem
from rules.services.steps import clean_name

LONGEST = 120  # characters of what it is about
OFFERED, AHEAD = 4, 14  # how many times to choose from, and how many days to look for them
ENOUGH = 60 * 60  # seconds that must be left of a time for somebody to call in it


@dataclass(frozen=True)
class Hours:
    """When the help line answers: weekdays (Monday is 1), hours of such a day, and holidays as `MM-DD`."""

    weekdays: frozenset[int]
    hours: tuple[tuple[str, str], ...]
    holidays: frozenset[str]

    def answers_on(self, day: date) -> bool:
        """Whether anybody is there on this day."""
        is_holiday = f"{day:%m-%d}" in self.holidays or day == easter(day.year) + timedelta(days=1)
        return day.isoweekday() in self.weekdays and not is_holiday


@dataclass(frozen=True)
class Slot:
    """A time in which we call: the day as ISO text, hours as `HH:MM` in Vilnius, and the same as epoch seconds."""

    day: str
    begins: str
    ends: str

    @property
    def code(self) -> str:
        """Its name in a form."""
        return f"{self.day}T{self.begins}"

    @property
    def begins_at(self) -> int:
        return _moment(self.day, self.begins)

    @property
    def ends_at(self) -> int:
        return _moment(self.day, self.ends)


@dataclass(frozen=True)
class Facts:
    """The answers by step name, and the times that are offered now."""

    slots: tuple[Slot, ...]
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def offers(hours: Hours, moment: int) -> tuple[Slot, ...]:
    """The next times in which somebody can call, the soonest first; `moment` in epoch seconds."""
    today = datetime.fromtimestamp(moment, VILNIUS).date()
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD))
    every = [Slot(day.isoformat(), *ours) for day in days if hours.answers_on(day) for ours in hours.hours]
    return tuple(slot for slot in every if slot.ends_at - moment >= ENOUGH)[:OFFERED]


def slot_of(begins_at: int, ends_at: int) -> Slot:
    """The time that lies between two moments in epoch seconds, as people read it."""
    first, last = (datetime.fromtimestamp(moment, VILNIUS) for moment in (begins_at, ends_at))
    return Slot(first.date().isoformat(), f"{first:%H:%M}", f"{last:%H:%M}")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def check_call_back(form: Form, facts: Facts) -> Checked:
    """Whom to call, when, and (optional) what about."""
    problems = {}
    phone, when = any_number(form.get("phone", "")), form.get("when", "")
    about = clean_name(form.get("about", ""))
    if isinstance(phone, Problem):
        problems["phone"] = phone
    if not when:
        problems["when"] = Problem("Choose when we may call")
    elif when not in {slot.code for slot in facts.slots}:
        problems["when"] = Problem("This time is over. Choose another")
    if len(about) > LONGEST:
        problems["about"] = Problem("The text is too long: at most %(most)s characters", most=LONGEST)
    return Checked({"phone": phone, "when": when, "about": about}, problems)


def _moment(day: str, hour: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), VILNIUS).timestamp())


JOURNEY = Journey("call-back", (Step("call-back", check_call_back),))
