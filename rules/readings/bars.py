"""A year of use as bars, last year's as outlines: SVG text from values, with no clock, language or request in it.

A file of its own (UX.md §7): presentation attributes only, and one colour that is read on white and on the dark ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

COLOUR = "#2a7abf"
WIDTH, HEIGHT, TOP, BOTTOM = 640, 240, 52, 184
STEP, BAR = 52, 36


@dataclass(frozen=True)
class Month:
    """One place of the chart: what stands under it and on it, the parts of this year from below, last year's whole.

    Uses are in thousandths of the unit; `year_ago` is None where it is not known, `parts` are empty likewise.
    """

    label: str
    shown: str
    parts: tuple[int, ...]
    year_ago: int | None


def drawn(months: Sequence[Month], zones: Sequence[str], outlines: str) -> str:
    """The chart as the text of an SVG file. `zones` name the parts, `outlines` says what the outlines are."""
    most = max((max(sum(month.parts), month.year_ago or 0) for month in months), default=0)
    bars = "".join(_month(month, 8 + STEP * place, most) for place, month in enumerate(months))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="17" font-weight="bold" fill="{COLOUR}">'
        f"<defs>{''.join(_pattern(place) for place in range(1, len(zones)))}</defs>"
        f'{_legend(zones, outlines)}{bars}<path d="M0 {BOTTOM}H{WIDTH}" stroke="{COLOUR}" stroke-width="2"/></svg>\n'
    )


def height(value: int, most: int) -> int:
    """How high a value stands, in points of the drawing, where the highest fills it: rounded down."""
    return value * (BOTTOM - TOP) // most if most else 0


def _month(month: Month, left: int, most: int) -> str:
    written, middle = "", left + STEP // 2 - 4
    if month.year_ago is not None:
        tall = height(month.year_ago, most)
        written += (
            f'<rect x="{left + 1}" y="{BOTTOM - tall}" width="{BAR + 6}" height="{tall}" fill="none" '
            f'stroke="{COLOUR}" stroke-width="1.5"/>'
        )
    low = 0
    for place, part in enumerate(month.parts):
        under, low = low, low + part
        top, tall = BOTTOM - height(low, most), height(low, most) - height(under, most)
        written += (
            f'<rect x="{left + 4}" y="{top}" width="{BAR}" height="{tall}" fill="{_fill(place)}" '
            f'stroke="{COLOUR}" stroke-width="1"/>'
        )
    above = max(height(low, most), height(month.year_ago or 0, most))
    return (
        f'{written}<text x="{middle}" y="{BOTTOM - above - 5}" text-anchor="middle">{escape(month.shown)}</text>'
        f'<text x="{middle}" y="{BOTTOM + 20}" text-anchor="middle">{escape(month.label)}</text>'
    )


def _legend(zones: Sequence[str], outlines: str) -> str:
    """Under the months: a swatch and a name for each register, and one for last year's outlines."""
    wide = WIDTH // (len(zones) + 1)
    written = "".join(_swatch(8 + place * wide, _fill(place), name) for place, name in enumerate(zones))
    return written + _swatch(8 + len(zones) * wide, "none", outlines)


def _swatch(left: int, fill: str, name: str) -> str:
    return (
        f'<rect x="{left}" y="220" width="16" height="14" fill="{fill}" stroke="{COLOUR}" stroke-width="1.5"/>'
        f'<text x="{left + 24}" y="234">{escape(name)}</text>'
    )


def _fill(place: int) -> str:
    return f"url(#p{place})" if place else COLOUR


def _pattern(place: int) -> str:
    """Stripes across, ever further apart."""
    gap = 3 + 3 * place
    return (
        f'<pattern id="p{place}" width="{gap}" height="{gap}" patternUnits="userSpaceOnUse">'
        f'<path d="M0 {gap - 1}H{gap}" stroke="{COLOUR}" stroke-width="2"/></pattern>'
    )
