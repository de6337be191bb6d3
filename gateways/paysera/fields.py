"""What Paysera takes in each parameter of a request (knowledge/paysera.md §1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gateways.errors import GatewayError


@dataclass(frozen=True)
class Limit:
    """One parameter: its greatest length in characters, the pattern it fits, and whether it has to be there."""

    longest: int
    pattern: str = ""
    is_required: bool = False


LIMITS = {
    "orderid": Limit(40, is_required=True),
    "accepturl": Limit(255, is_required=True),
    "cancelurl": Limit(255, is_required=True),
    "callbackurl": Limit(255, is_required=True),
    "amount": Limit(11, "[0-9]+"),
    "currency": Limit(3, "[A-Za-z]{3}"),
    "lang": Limit(3, "[A-Za-z]{3}"),
    "payment": Limit(20),
    "country": Limit(2, "[A-Za-z]{2}"),
    # Both placeholders, in any order.
    "paytext": Limit(255, r"(?s)(?=.*\[order_nr\])(?=.*\[site_name\]).*"),
    **{f"p_{name}": Limit(255) for name in ("firstname", "lastname", "email", "street", "city", "state")},
    "p_zip": Limit(20),
    "p_countrycode": Limit(2, "[A-Za-z]{2}"),
    "test": Limit(1, "[01]"),
    "time_limit": Limit(19, "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"),
}


def check(params: Mapping[str, str]) -> None:
    """Raises GatewayError("broken") for the first parameter that Paysera would not take, in Paysera's own words."""
    for name, limit in LIMITS.items():
        fault = _fault(name, limit, params.get(name, ""))
        if fault:
            raise GatewayError("broken", fault)


def _fault(name: str, limit: Limit, value: str) -> str:
    if not value:
        return f"'{name}' is required but missing." if limit.is_required else ""
    if len(value) > limit.longest:
        return f"'{name}' value is too long ({len(value)}), {limit.longest} characters allowed."
    if limit.pattern and not re.fullmatch(limit.pattern, value):
        return f"'{name}' value '{value}' is invalid."
    return ""
