"""Files of rows that come in and go out: comma or semicolon, UTF-8, a header, exact numbers (CONTRACT.md §6)."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

NUMBER = re.compile(r"(-?)([0-9]{1,12})(?:[.,]([0-9]{1,9}))?", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
SPACES = str.maketrans("", "", " \u00a0\u2009\u202f")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class BadTable(Exception):
    """The file as a whole cannot be read; the text says why."""


@dataclass(frozen=True)
class Row:
    """One row by its columns. `number` is the row's in a spreadsheet: the header is 1."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True)
class BadRow:
    """A row that stays out, and why."""

    number: int
    reason: str


def rows_of(content: bytes, columns: tuple[str, ...], optional: tuple[str, ...] = ()) -> tuple[list[Row], list[BadRow]]:
    """The rows of a file, and those whose columns do not fit the header. Empty rows are skipped. Raises BadTable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadTable(f"the file is not UTF-8: byte {wrong.start + 1}") from None
    header = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ",")
    try:
        table = list(reader)
    except csv.Error as wrong:
        raise BadTable(f"row {reader.line_num}: {wrong}") from None
    names = [name.strip().lower() for name in table[0]] if table else []
    missing = [name for name in columns if name not in names]
    if missing:
        raise BadTable(f"the header has no column {', '.join(missing)}")
    known = {*columns, *optional}
    good, bad = [], []
    for number, told in enumerate(table[1:], 2):
        cells = [" ".join(cell.split()) for cell in told]
        if not any(cells):
            continue
        if len(cells) != len(names):
            bad.append(BadRow(number, f"{len(cells)} columns where the header has {len(names)}"))
        elif CONTROL.search("".join(cells)):
            bad.append(BadRow(number, "a control character"))
        else:
            pairs = zip(names, cells, strict=True)
            good.append(Row(number, dict.fromkeys(optional, "") | {n: c for n, c in pairs if n in known}))
    return good, bad


def scaled(text: str, places: int, signed: bool = False) -> int | None:
    """An exact number as an integer of its smallest part: "12,5" with 3 places is 12500. None when it is none."""
    found = NUMBER.fullmatch(text.translate(SPACES)) if len(text) <= 30 else None
    if not found or (found[1] and not signed):
        return None
    part = (found[3] or "").rstrip("0")
    if len(part) > places:
        return None
    value = int(found[2] + part.ljust(places, "0"))
    return -value if found[1] else value


def is_day(text: str) -> bool:
    """An ISO date between 1990 and 2100."""
    try:
        return len(text) == 10 and 1990 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False


def unscaled(value: int, places: int, least: int = 0) -> str:
    """The other way round, with a point and at least so many decimals: 12500 with 3 places is "12.5"."""
    whole, part = divmod(abs(value), 10**places)
    tail = f"{part:0{places}d}".rstrip("0").ljust(least, "0")
    return f"{'-' if value < 0 else ''}{whole}{'.' if tail else ''}{tail}"


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def table_lines(columns: Iterable[str], rows: Iterable[Iterable[str]], between: str = ",") -> Iterator[str]:
    """The rows as lines under a header; cells that look like formulas are made harmless. `between` parts the cells."""
    for cells in itertools.chain([columns], ([harmless(cell) for cell in cells] for cells in rows)):
        written = io.StringIO()
        csv.writer(written, delimiter=between, lineterminator="\n").writerow(cells)
        yield written.getvalue()


def table_text(columns: Iterable[str], rows: Iterable[Iterable[str]], between: str = ",") -> str:
    """The same as one text."""
    return "".join(table_lines(columns, rows, between))
