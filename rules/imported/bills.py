"""Rows of a bills file: one a line, the lines of a bill together (CONTRACT.md §6)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.identifiers import Shape
from rules.imported.accounts import known_code, possible_accounts
from rules.tables import BadRow, Row, is_day, scaled

COLUMNS = (
    "provider", "payer_code", "number", "period", "issued", "due", "line", "quantity", "unit_price",
    "amount", "vat_rate",
)  # fmt: skip
MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", re.ASCII)
MOST = 100_000_000  # cents; a household's line above a million euros is a slip


@dataclass(frozen=True)
class Line:
    """One printed line: quantity in thousandths, unit price in hundred-thousandths of a euro, amount in cents."""

    title: str
    quantity: int
    unit_price: int
    amount: int
    vat_rate: int


@dataclass(frozen=True)
class Bill:
    """A whole bill and the numbers of the rows it came in."""

    provider: str
    payer_code: str
    number: str
    period: str
    issued: str
    due: str
    lines: tuple[Line, ...]
    rows: tuple[int, ...]

    @property
    def amount(self) -> int:
        """In cents."""
        return sum(line.amount for line in self.lines)


def clean(row: Row, shapes: Mapping[str, Shape]) -> tuple[tuple[str, ...], Line] | BadRow:
    """The bill's head (provider to due) and the line, or why not; `shapes` are the codes' shapes by provider."""
    values = row.values
    code = known_code(row, shapes)
    if isinstance(code, BadRow):
        return code
    if not values["number"] or not values["line"]:
        return BadRow(row.number, "number and line may not be empty")
    if not MONTH.fullmatch(values["period"]):
        return BadRow(row.number, "period: a month such as 2026-11")
    if not is_day(values["issued"]) or not is_day(values["due"]):
        return BadRow(row.number, "issued and due: dates such as 2026-11-23")
    line = _line(values)
    if isinstance(line, str):
        return BadRow(row.number, line)
    return (values["provider"], code, *(values[name] for name in ("number", "period", "issued", "due"))), line


def _line(values: Mapping[str, str]) -> Line | str:
    quantity = scaled(values["quantity"] or "1", 3, signed=True)
    amount = scaled(values["amount"], 2, signed=True)
    price = scaled(values["unit_price"] or values["amount"], 5, signed=True)
    vat_rate = scaled(values["vat_rate"].removesuffix("%"), 0)
    if quantity is None or price is None:
        return "quantity with at most 3 decimals, unit_price with at most 5"
    if amount is None or abs(amount) > MOST:
        return "amount: euros with at most 2 decimals"
    if vat_rate is None or vat_rate > 100:
        return "vat_rate: per cent without decimals"
    return Line(values["line"], quantity, price, amount, vat_rate)


def together(
    rows: Iterable[tuple[int, tuple[str, ...], Line]], broken: Iterable[Row]
) -> tuple[list[Bill], list[BadRow]]:
    """Whole bills. A bill goes in with all its lines or not at all: otherwise its sum would be wrong.

    `broken` are rows that were refused already; rows of the same bill as one of them are refused too.
    """
    halves = {(*account, row.values["number"]) for row in broken for account in possible_accounts(row)}
    bills: dict[tuple[str, str, str], list[tuple[int, tuple[str, ...], Line]]] = {}
    for number, head, line in rows:
        bills.setdefault((head[0], head[1], head[2]), []).append((number, head, line))
    good, bad = [], []
    for (provider, code, name), lines in bills.items():
        numbers = tuple(number for number, _, _ in lines)
        heads = {head for _, head, _ in lines}
        if (provider, code, name) in halves:
            bad += [BadRow(number, "another line of this bill is refused") for number in numbers]
        elif len(heads) > 1:
            bad += [BadRow(number, "the lines of this bill have different dates or periods") for number in numbers]
        else:
            *_, period, issued, due = lines[0][1]
            whole = tuple(line for _, _, line in lines)
            good.append(Bill(provider, code, name, period, issued, due, whole, numbers))
    return good, bad
