"""A meter's months: what was used in each, and which of them stand on one page."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from rules.deadlines import months_before

PAGE = 24  # months at once
Uses = dict[str, dict[str, int]]
V = TypeVar("V", bound="Version")


class Version(Protocol):
    """What is read here of one sending of a month."""

    @property
    def period(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def lines(self) -> tuple[dict[str, Any], ...]: ...


def used_by_month(versions: Iterable[Version]) -> Uses:
    """What counts of each month: period → zone → use in thousandths. Replaced and withdrawn versions do not count."""
    found: Uses = {}
    for version in sorted(versions, key=lambda one: (one.period, one.version)):
        used = {line["zone"]: line["used"] for line in version.lines if line.get("used") is not None}
        if version.state == "declared" and used:
            found[version.period] = used
    return found


def a_year_before(used: Uses, period: str) -> Mapping[str, int]:
    """The uses of the same month of last year by zone; empty when they are not known."""
    return used.get(months_before(period, 12), {})


def page_of(versions: tuple[V, ...], until: str) -> tuple[tuple[V, ...], str]:
    """The versions of the 24 months up to a month, and the month up to which the next page goes, '' after the last."""
    first = months_before(until, PAGE - 1)
    earlier = [version.period for version in versions if version.period < first]
    return tuple(version for version in versions if first <= version.period <= until), max(earlier, default="")


def year_to(used: Uses, now: str) -> tuple[str, ...]:
    """The twelve months of a chart, the earliest first: up to this month if it is declared, else up to the last one."""
    last = now if now in used else months_before(now, 1)
    return tuple(months_before(last, back) for back in range(11, -1, -1))


def whole(used: Mapping[str, int]) -> int | None:
    """The uses of all registers of a month together, None where none is known."""
    return sum(used.values()) if used else None
