"""A figure that was measured, and the limit that it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`most` and `least` are limits; a figure with neither is only told, beside those it explains."""

    name: str
    measured: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    detail: str = ""

    @property
    def held(self) -> bool:
        """Nothing that was measured is beyond its limit."""
        low_enough = self.most is None or self.measured <= self.most
        return low_enough and (self.least is None or self.measured >= self.least)

    def __str__(self) -> str:
        sign, limit = ("≥", self.least) if self.most is None else ("≤", self.most)
        told = f"{sign} {number(limit)}" if limit is not None else ""
        verdict = "" if limit is None else "ok" if self.held else "OVER" if self.most is not None else "UNDER"
        line = f"{self.name:<58} {number(self.measured):>9} {self.unit:<4} {told:<9} {verdict:<5} {self.detail}"
        return line.rstrip()


def number(value: float) -> str:
    """Whole numbers with their thousands apart, others with as many digits as mean something."""
    return f"{value:,.0f}" if value == round(value) else f"{value:.2f}"
