"""When somebody who has not declared is reminded: so many days before the deadline as they have chosen."""

from rules.deadlines import day_of, last_day, period_of

CHOICES = (7, 3, 1, 0)  # days before the last day of the month; on the seventh every window is open
FURTHEST = max(CHOICES)


def days_left(moment: int) -> int:
    """How many days after today (in Vilnius) the month still has."""
    return (last_day(period_of(moment)) - day_of(moment)).days
