"""What became of a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.services import Provider
from rules.identifiers import Shape
from rules.tables import BadRow


@dataclass(frozen=True)
class Report:
    """How many things were new, changed or known already, and the rows that stayed out, by row number."""

    things: str
    new: int = 0
    changed: int = 0
    same: int = 0
    bad: tuple[BadRow, ...] = ()
    is_taken: bool = True


def refused(things: str, bad: list[BadRow]) -> Report:
    """Strictly, nothing goes in when a row is bad."""
    return Report(things, bad=in_order(bad), is_taken=False)


def in_order(bad: list[BadRow]) -> tuple[BadRow, ...]:
    """By row number, as the file is read."""
    return tuple(sorted(bad, key=lambda row: row.number))


def shapes() -> Mapping[str, Shape]:
    """What the codes of each provider look like."""
    return {
        provider.code: Shape(provider.code_letters, provider.code_least, provider.code_most)
        for provider in Provider.select()
    }
