"""Rows of our own catalogue, checked as strictly as a stranger's file."""

import re
from typing import Any

from rules.iban import is_iban
from rules.pricing import RULES
from rules.search import words
from rules.tables import BadRow, Row, is_day, scaled
from rules.zones import ZONES

PROVIDERS = (
    "code", "kind", "name", "region", "code_label", "code_letters", "code_least", "code_most", "popular", "closed",
    "advice", "takes_readings", "unit", "decimals", "own_amount", "payee_account",
)  # fmt: skip
PRICING = ("pricing",)  # of a provider; one that does not say it prices by the month of declaring
PRICES = ("provider", "plan", "zone", "price", "valid_from", "vat_rate", "state")
BLOCKS = ("above",)  # of a price in blocks: the use of a month, in whole units, from which this one begins
# what people type when they look for a provider of this kind, beside its name and town
KINDS = {
    "electricity": "elektra elektros energija šviesa electricity power",
    "gas": "dujos gamtinės dujų gas",
    "water": "vanduo vandens šaltas nuotekos water",
    "heat": "šiluma šildymas karštas vanduo heat heating",
    "waste": "atliekos šiukšlės rinkliava waste",
    "telecom": "televizija internetas telefonas ryšiai TV internet phone",
    "housing": "būsto administravimas namas butas bendrija housing",
    "other": "kita darželis mokesčiai other",
}


def provider(row: Row) -> dict[str, Any] | BadRow:
    """A provider's values by the names that we keep them under."""
    values = row.values
    numbers = {name: scaled(values[name], 0) for name in ("code_least", "code_most", "popular", "decimals")}
    switches = {name: values[name] for name in ("code_letters", "closed", "takes_readings", "own_amount")}
    if not re.fullmatch(r"[a-z0-9-]{2,80}", values["code"], re.ASCII) or values["kind"] not in KINDS:
        return BadRow(row.number, "code: small letters, digits and dashes; kind: one that we know")
    if None in numbers.values() or not 1 <= (numbers["code_least"] or 0) <= (numbers["code_most"] or 0) <= 60:
        return BadRow(row.number, "code_least, code_most, popular, decimals: whole numbers, least not above most")
    if not set(switches.values()) <= {"yes", "no"}:
        return BadRow(row.number, f"{', '.join(switches)}: yes or no")
    if not is_account(values["payee_account"]):
        return BadRow(row.number, "payee_account: LT and 18 digits with the right check digits")
    pricing = values.get("pricing") or RULES[0]
    if pricing not in RULES:
        return BadRow(row.number, f"pricing: one of {', '.join(RULES)}")
    told = f"{values['name']} {values['region']} {KINDS[values['kind']]}"
    return {
        **{name: values[name] for name in ("code", "kind", "name", "region", "code_label", "advice", "unit")},
        **numbers,
        "code_letters": switches["code_letters"] == "yes",
        "is_closed": switches["closed"] == "yes",
        "takes_readings": switches["takes_readings"] == "yes",
        "own_amount": switches["own_amount"] == "yes",
        "payee_account": values["payee_account"],
        "pricing": pricing,
        "search": " ".join(words(told)),
    }


def price(row: Row) -> dict[str, Any] | BadRow:
    """A dated price's values: hundred-thousandths of a euro, VAT included, per unit or, for 'fixed', per month."""
    values = row.values
    amount, vat_rate = scaled(values["price"], 5), scaled(values["vat_rate"], 0)
    above = scaled(values.get("above") or "0", 3)
    if values["zone"] not in ZONES:
        return BadRow(row.number, f"zone: one of {', '.join(ZONES)}")
    if amount is None or vat_rate is None or vat_rate > 100:
        return BadRow(row.number, "price: euros with at most 5 decimals; vat_rate: per cent without decimals")
    if above is None or (above and values["zone"] == "fixed"):
        return BadRow(row.number, "above: units a month with at most 3 decimals, and none for the fixed part")
    if not is_day(values["valid_from"]):
        return BadRow(row.number, "valid_from: a date such as 2026-11-23")
    if values["state"] not in ("seen", "derived", "made-up"):
        return BadRow(row.number, "state: seen, derived or made-up")
    names = ("plan", "zone", "valid_from")
    return {**{name: values[name] for name in names}, "price": amount, "vat_rate": vat_rate, "above": above}


def is_account(iban: str) -> bool:
    """A Lithuanian IBAN whose check digits are right (ISO 13616)."""
    return iban.startswith("LT") and is_iban(iban)
