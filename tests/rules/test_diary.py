"""A diary tells the use from note to note, and of a day."""

from hypothesis import given
from hypothesis import strategies as st

from rules.readings.diary import notes


def test_the_first_note_tells_no_use() -> None:
    (only,) = notes({"2026-11-01": {"": 1000}})
    assert (only.used, only.a_day) == (None, None)


def test_use_and_use_of_a_day_since_the_note_before() -> None:
    latest, first = notes({"2026-11-01": {"": 1_000_000}, "2026-11-08": {"": 1_024_000}})
    assert (latest.day, latest.days, latest.used, latest.a_day) == ("2026-11-08", 7, 24_000, 3_429)
    assert first.used is None


def test_registers_are_counted_together() -> None:
    latest, _ = notes({"2026-11-01": {"t1": 10, "t2": 20}, "2026-11-02": {"t1": 15, "t2": 27}})
    assert latest.used == 12


def test_where_one_shows_less_nothing_is_claimed() -> None:
    latest, _ = notes({"2026-11-01": {"t1": 10, "t2": 20}, "2026-11-02": {"t1": 15, "t2": 2}})
    assert (latest.used, latest.a_day) == (None, None)


@given(st.dictionaries(st.dates().map(str), st.integers(0, 10**9), max_size=8))
def test_all_uses_together_are_the_last_less_the_first(kept: dict[str, int]) -> None:
    rising = dict(zip(sorted(kept), sorted(kept.values()), strict=True))
    told = notes({day: {"": value} for day, value in rising.items()})
    assert sum(one.used or 0 for one in told) == (max(rising.values()) - min(rising.values()) if rising else 0)
