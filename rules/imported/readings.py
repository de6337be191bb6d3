"""Rows of a file of readings that a provider has read itself: one a register."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.identifiers import Shape
from rules.imported.accounts import known_code
from rules.tables import BadRow, Row, is_day, scaled

COLUMNS = ("provider", "payer_code", "meter_number", "register", "reading", "read_on")
DECIMALS = 3


@dataclass(frozen=True)
class ReadRow:
    """One row, clean: the value in thousandths of the register's unit, the day as ISO text."""

    number: int
    provider: str
    payer_code: str
    meter: str
    register: str
    value: int
    day: str

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Provider, payer code, meter number and month: the rows that are one sending."""
        return self.provider, self.payer_code, self.meter, self.day[:7]


def clean(row: Row, shapes: Mapping[str, Shape], today: str) -> ReadRow | BadRow:
    """The row as values, or why it is none; `shapes` are the codes' shapes by provider, `today` an ISO day."""
    values = row.values
    code = known_code(row, shapes)
    if isinstance(code, BadRow):
        return code
    value = scaled(values["reading"], DECIMALS)
    if value is None:
        return BadRow(row.number, f"reading: a number with at most {DECIMALS} decimals")
    if not is_day(values["read_on"]) or values["read_on"] > today:
        return BadRow(row.number, "read_on: a date such as 2026-11-23, not later than today")
    told = (values["provider"], code, values["meter_number"], values["register"])
    return ReadRow(row.number, *told, value, values["read_on"])
