"""How a sum is made: each line rounded half-up to the cent, the total is the sum of the lines (domain.md §7)."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Price:
    """What a unit (or a month of the fixed part) costs from a day on: hundred-thousandths of a euro, VAT included.

    `above`: the use of a month, in thousandths, from which this block of the price begins; 0 where there is but one.
    """

    valid_from: str
    price: int
    vat_rate: int = 21
    above: int = 0


@dataclass(frozen=True)
class Line:
    """One printed line. Readings and use in thousandths of the unit, price as in Price, amount in cents.

    `since` and `until` are the days (ISO) of a part of a register's use, '' where the line is all of it.
    """

    title: str
    unit: str
    previous: int | None
    value: int | None
    used: int
    price: int
    amount: int
    vat_rate: int = 21
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Sum:
    """Lines and their total in cents, with the VAT that is in it."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """In cents."""
        return sum(line.amount for line in self.lines)

    @property
    def vat(self) -> int:
        """In cents, taken out of the total and rounded once for each rate."""
        by_rate: dict[int, int] = defaultdict(int)
        for line in self.lines:
            by_rate[line.vat_rate] += line.amount
        return sum(amount - half_up(amount * 100, 100 + rate) for rate, amount in by_rate.items())


def half_up(dividend: int, divisor: int) -> int:
    """dividend / divisor as an integer, halves away from zero. The divisor is positive."""
    sign = -1 if dividend < 0 else 1
    return sign * ((2 * abs(dividend) + divisor) // (2 * divisor))


def amount(used: int, price: int) -> int:
    """Cents for a use in thousandths of a unit at a price in hundred-thousandths of a euro."""
    return half_up(used * price, 1_000_000)


def months_amount(price: int) -> int:
    """Cents for one month of a fixed part."""
    return half_up(price, 1000)
