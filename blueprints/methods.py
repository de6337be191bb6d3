"""The ways to pay of this house."""

from flask import current_app

from blueprints.kiosk.visiting import visit
from gateways.methods import Method
from rendering import N_, _

TRANSFER = N_("Bank transfer, also by QR code")


def known() -> dict[str, Method]:
    """The configured ways by code."""
    found: dict[str, Method] = current_app.extensions["methods"]
    return found


def methods() -> tuple[tuple[str, str], ...]:
    """(code, name) of every way to pay, for the radios of `method` and for checking what they send.

    At a terminal only those that KIOSK_METHODS names.
    """
    allowed = current_app.config["SETTINGS"].kiosk_methods if visit() else known()
    return tuple((code, method_name(code)) for code in known() if code in allowed)


def method_name(code: str) -> str:
    """The bank's or processor's name; the code once it is no longer configured."""
    if code == "transfer":
        return _(TRANSFER)
    return known()[code].bank.name if code in known() else code
