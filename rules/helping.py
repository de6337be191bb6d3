"""A helper's list: payer codes with the numbers of their meters, a home a line, as somebody wrote them down."""

import re
from dataclasses import dataclass

from rules.identifiers import Shape, meter_number, payer_code
from rules.problem import Problem

MOST = 30  # homes in one sending
BETWEEN = re.compile(r"[,;\t]|\s{2,}|(?<=\S) (?=\S)")


@dataclass(frozen=True)
class Pair:
    """One line of the list: its place (from 1), the payer code and the meter's number, both cleaned."""

    line: int
    code: str
    meter: str


def pairs(text: str, shape: Shape) -> tuple[tuple[Pair, ...], Problem | None]:
    """The homes of a list, and the first thing that is wrong with it. Empty lines do not count.

    A line has the code first, then the meter: parted by a comma, a semicolon, a tab or a space.
    """
    found: list[Pair] = []
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        code, _, meter = BETWEEN.sub("\n", line.strip(), count=1).partition("\n")
        one = Pair(place, payer_code(code, shape.letters), meter_number(meter))
        if not one.meter:
            return (), Problem("Line %(line)s: write the code, a comma and the number of the meter", line=place)
        if not shape.fits(one.code):
            return (), Problem("Line %(line)s: this is no code of this provider", line=place)
        found.append(one)
    if not found:
        return (), Problem("Enter at least one code with the number of its meter")
    if len(found) > MOST:
        return (), Problem("At most %(most)s homes at once", most=MOST)
    return tuple(found), None
