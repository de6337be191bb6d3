"""The banks of this house: our contracts, and the ways to pay that they give."""

from flask import current_app

from gateways.banklink import Contract


def contracts() -> dict[str, Contract]:
    """The configured banks by code."""
    known: dict[str, Contract] = current_app.extensions["banks"]
    return known


def methods() -> tuple[tuple[str, str], ...]:
    """(code, name) of every way to pay, for the radios of `method` and for checking what they send."""
    return tuple((code, contract.dialect.name) for code, contract in contracts().items())


def method_name(code: str) -> str:
    """The bank's name; its code once the bank is no longer configured."""
    known = contracts().get(code)
    return known.dialect.name if known else code
