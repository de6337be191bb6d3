"""Until when a month can be declared. Calendar days in Europe/Vilnius; the server's receipt of the request counts."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

VILNIUS = ZoneInfo("Europe/Vilnius")
FIRST_DAY = {"heat": 21}  # hot water is declared to heat providers from the 21st (domain.md §2)


@dataclass(frozen=True)
class Window:
    """The days, both included, on which a month can be declared to one kind of provider."""

    period: str
    opens: date
    closes: date
    today: date

    @property
    def is_open(self) -> bool:
        return self.opens <= self.today <= self.closes

    @property
    def last(self) -> str:
        """The last day as ISO text."""
        return self.closes.isoformat()


def day_of(moment: int) -> date:
    """The calendar day in Vilnius of a moment in epoch seconds."""
    return datetime.fromtimestamp(moment, VILNIUS).date()


def period_of(moment: int) -> str:
    """The month a declaration received at this moment belongs to, `YYYY-MM` (public supply: domain.md §1)."""
    return day_of(moment).isoformat()[:7]


def last_day(period: str) -> date:
    """The last calendar day of a month; weekends and holidays do not move it."""
    year, month = map(int, period.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def window(kind: str, moment: int) -> Window:
    """The window of the month that `moment` lies in, for a kind of provider."""
    period = period_of(moment)
    opens = date.fromisoformat(f"{period}-01").replace(day=FIRST_DAY.get(kind, 1))
    return Window(period, opens, last_day(period), day_of(moment))


def next_window(kind: str, period: str, moment: int) -> Window:
    """The window of the month after `period`, for a kind of provider; `moment` tells which day it is."""
    following = months_before(period, -1)
    opens = date.fromisoformat(f"{following}-01").replace(day=FIRST_DAY.get(kind, 1))
    return Window(following, opens, last_day(following), day_of(moment))


def may_correct(period: str, kind: str, moment: int) -> bool:
    """Whether a declaration of this month may still be replaced by its sender."""
    now = window(kind, moment)
    return now.period == period and now.is_open


def months_before(period: str, months: int) -> str:
    """The month that lies so many months earlier."""
    year, month = map(int, period.split("-"))
    whole = year * 12 + month - 1 - months
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"


def months_between(earlier: str, later: str) -> int:
    """How many months lie between two periods (or ISO dates); negative when turned round."""
    return _number(later) - _number(earlier)


def _number(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7])
