"""The small parts of statements: texts, sums with their sign, days in Vilnius (iso20022.md §3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from lxml import etree

from rules.statements import BadStatement

VILNIUS = ZoneInfo("Europe/Vilnius")
AGAIN = "Ask the bank for the file again"
# No sign: the direction is said by CdtDbtInd alone, and a second one would have to be guessed.
SUM = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10}")
DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True)
class Money:
    """A signed sum exactly as the bank wrote it."""

    amount: Decimal
    currency: str

    @property
    def cents(self) -> int:
        """Whole hundredths, rounded toward zero."""
        return int(self.amount.scaleb(2))

    @property
    def is_odd(self) -> bool:
        """Whether rounding cuts something off."""
        return self.amount.scaleb(2) != self.cents


def text(parent: etree._Element | None, *paths: str) -> str:
    """The text at the first of these paths that has any, with single spaces; "" when none has."""
    found = (" ".join((parent.findtext(path) or "").split()) for path in paths) if parent is not None else ()
    return next((one for one in found if one), "")


def money(parent: etree._Element, where: str, path: str = "Amt", direction: str = "") -> Money:
    """The sum at this path; `direction` is taken when the element says none. Raises BadStatement."""
    element = parent.find(path)
    written = text(parent, path)
    direction = text(parent, "CdtDbtInd") or direction
    currency = "" if element is None else str(element.get("Ccy", ""))
    if not SUM.fullmatch(written):
        raise BadStatement(f"{where}: the amount cannot be read. {AGAIN}")
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise BadStatement(f"{where}: the amount has no currency. {AGAIN}")
    if direction not in ("CRDT", "DBIT"):
        raise BadStatement(f"{where}: CdtDbtInd must say CRDT or DBIT. {AGAIN}")
    amount = Decimal(written)
    return Money(-amount if direction == "DBIT" else amount, currency)


def day(parent: etree._Element, where: str, *paths: str) -> str:
    """The day in Vilnius at the first of these paths that says one (in Dt or DtTm), or "". Raises BadStatement."""
    written = text(parent, *(f"{path}/{part}" for path in paths for part in ("Dt", "DtTm")))
    try:
        return _day(written) if written else ""
    except (ValueError, OverflowError) as error:
        raise BadStatement(f"{where}: the date cannot be read. {AGAIN}") from error


def _day(written: str) -> str:
    if plain := DAY.fullmatch(written):
        return date.fromisoformat(plain[1]).isoformat()
    moment = MOMENT.fullmatch(written)
    if not moment:
        raise ValueError("neither a day nor a moment")
    # Nanoseconds occur, and change no day. A moment without a zone is the bank's own time, which is ours.
    read = datetime.fromisoformat(moment[1] + (moment[2] or ""))
    return (read.astimezone(VILNIUS) if read.tzinfo else read).date().isoformat()
