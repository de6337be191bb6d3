"""Rows of an accounts file: one a register, or one without a meter (CONTRACT.md §6)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.identifiers import Shape, is_personal_code, payer_code
from rules.tables import BadRow, Row, is_day, scaled
from rules.zones import ZONES

COLUMNS = (
    "provider", "payer_code", "holder_name", "holder_personal_code", "address", "meter_number", "register",
    "unit", "digits", "decimals", "previous_reading", "previous_date", "plan",
)  # fmt: skip
OPTIONAL = ("smart", "zone", "verified_until")
UNITS = {"kwh": "kWh", "mwh": "MWh", "m3": "m³", "m³": "m³"}
OF_METER = (
    "register",
    "unit",
    "digits",
    "decimals",
    "previous_reading",
    "previous_date",
    "smart",
    "zone",
    "verified_until",
)


@dataclass(frozen=True)
class RegisterRow:
    """One row, clean. `digits` is 0 where there is no meter; `previous` in thousandths of the unit; `zone` is '' where
    the register tells it; `verified_until` an ISO day or ''."""

    number: int
    provider: str
    payer_code: str
    holder_name: str
    holder_personal_code: str
    address: str
    plan: str
    meter: str
    is_smart: bool = False
    register: str = ""
    unit: str = ""
    digits: int = 0
    decimals: int = 0
    previous: int = 0
    previous_date: str = ""
    zone: str = ""
    verified_until: str = ""

    @property
    def account(self) -> tuple[str, str]:
        """Provider and payer code."""
        return self.provider, self.payer_code

    @property
    def holder(self) -> tuple[str, str, str, str]:
        """What all rows of an account must say alike."""
        return self.holder_name, self.holder_personal_code, self.address, self.plan


def known_code(row: Row, shapes: Mapping[str, Shape]) -> str | BadRow:
    """The payer code of a row as we keep it, or why it is none; `shapes` are the codes' shapes by provider."""
    values = row.values
    shape = shapes.get(values["provider"])
    if shape is None:
        return BadRow(row.number, f"no such provider: {values['provider']}")
    code = payer_code(values["payer_code"], shape.letters)
    return code if shape.fits(code) else BadRow(row.number, f"payer_code: {shape.problem.text % shape.problem.values}")


def clean(row: Row, shapes: Mapping[str, Shape]) -> RegisterRow | BadRow:
    """The row as values; `shapes` are the codes' shapes by provider."""
    values = row.values
    code = known_code(row, shapes)
    if isinstance(code, BadRow):
        return code
    if values["holder_personal_code"] and not is_personal_code(values["holder_personal_code"]):
        return BadRow(row.number, "holder_personal_code: eleven digits with the right check digit, or nothing")
    of_meter = _meter(row) if values["meter_number"] else _no_meter(row)
    if isinstance(of_meter, BadRow):
        return of_meter
    return RegisterRow(
        number=row.number,
        provider=values["provider"],
        payer_code=code,
        holder_name=values["holder_name"],
        holder_personal_code=values["holder_personal_code"],
        address=values["address"],
        plan=values["plan"],
        meter=values["meter_number"],
        **of_meter,  # type: ignore[arg-type]
    )


def _no_meter(row: Row) -> dict[str, object] | BadRow:
    filled = [column for column in OF_METER if row.values[column]]
    return BadRow(row.number, f"{filled[0]} without meter_number") if filled else {}


def _meter(row: Row) -> dict[str, object] | BadRow:
    values = row.values
    register, unit = values["register"].lower(), UNITS.get(values["unit"].lower())
    digits, decimals = scaled(values["digits"], 0), scaled(values["decimals"] or "0", 0)
    previous = scaled(values["previous_reading"], 3)
    if not re.fullmatch(r"(?:t[1-9])?", register, re.ASCII):
        return BadRow(row.number, "register: nothing, or t1, t2 …")
    if unit is None:
        return BadRow(row.number, "unit: kWh, MWh or m³")
    if digits is None or not 1 <= digits <= 9:
        return BadRow(row.number, "digits: 1 to 9, those before the comma")
    if decimals is None or decimals > 3:
        return BadRow(row.number, "decimals: 0 to 3")
    if previous is None or previous >= 1000 * 10**digits:
        return BadRow(row.number, f"previous_reading: a number of at most {digits} digits and 3 decimals")
    if not is_day(values["previous_date"]):
        return BadRow(row.number, "previous_date: a date such as 2026-11-23")
    if values["smart"].lower() not in ("", "no", "yes"):
        return BadRow(row.number, "smart: yes or no")
    if values["zone"] and values["zone"] not in ZONES[:-1]:
        return BadRow(row.number, f"zone: nothing, or one of {', '.join(ZONES[:-1])}")
    if values["verified_until"] and not is_day(values["verified_until"]):
        return BadRow(row.number, "verified_until: a date such as 2026-11-23, or nothing")
    return {
        "register": register,
        "unit": unit,
        "digits": digits,
        "decimals": decimals,
        "previous": previous,
        "previous_date": values["previous_date"],
        "is_smart": values["smart"].lower() == "yes",
        "zone": values["zone"],
        "verified_until": values["verified_until"],
    }


def possible_accounts(row: Row) -> set[tuple[str, str]]:
    """Whose a refused row may have been: its code with and without letters."""
    provider, code = row.values["provider"], row.values["payer_code"]
    return {(provider, payer_code(code)), (provider, payer_code(code, letters=True))}


def together(rows: Iterable[RegisterRow], broken: Iterable[Row]) -> tuple[list[RegisterRow], list[BadRow]]:
    """What may go in, and what may not because of another row: a meter goes in whole, an account has one holder.

    `broken` are rows that were refused already; a meter that one of them belongs to stays out.
    """
    halves = {(*account, row.values["meter_number"]) for row in broken for account in possible_accounts(row)}
    holders: dict[tuple[str, str], RegisterRow] = {}
    registers: dict[tuple[object, ...], RegisterRow] = {}
    names: dict[tuple[object, ...], set[str]] = {}
    good, bad = [], []
    for row in rows:
        first = holders.setdefault(row.account, row)
        meter = (*row.account, row.meter)
        same = registers.setdefault((*meter, row.register), row)
        known = names.setdefault(meter, {row.register})
        if row.meter and meter in halves:
            bad.append(BadRow(row.number, "another register of this meter is refused"))
        elif row.holder != first.holder:
            bad.append(BadRow(row.number, f"another holder, address or plan than in row {first.number}"))
        elif same is not row:
            bad.append(BadRow(row.number, f"the same register as in row {same.number}"))
        elif (row.register == "") != ("" in known):
            bad.append(BadRow(row.number, "a meter has one register without a name, or all of them have one"))
        else:
            known.add(row.register)
            good.append(row)
    return good, bad
