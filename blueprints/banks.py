"""The banks of this house: our contracts, and the ways to pay that they give."""

from flask import current_app

from blueprints.kiosk.visiting import visit
from gateways.banklink import Contract


def contracts() -> dict[str, Contract]:
    """The configured banks by code."""
    known: dict[str, Contract] = current_app.extensions["banks"]
    return known


def methods() -> tuple[tuple[str, str], ...]:
    """(code, name) of every way to pay, for the radios of `method` and for checking what they send.

    At a terminal only those that KIOSK_METHODS names.
    """
    known = tuple((code, contract.dialect.name) for code, contract in contracts().items())
    if not visit():
        return known
    allowed = current_app.config["SETTINGS"].kiosk_methods
    return tuple(method for method in known if method[0] in allowed)


def method_name(code: str) -> str:
    """The bank's name; its code once the bank is no longer configured."""
    known = contracts().get(code)
    return known.dialect.name if known else code
