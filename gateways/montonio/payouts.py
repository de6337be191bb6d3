"""Which banks Montonio offers, and what it paid out to us (montonio.md §4, §9)."""

from dataclasses import dataclass
from typing import Any

from gateways.errors import GatewayError
from gateways.montonio.calls import checked, get
from gateways.montonio.contract import Contract, cents_of, text_of

# Swedbank, SEB, Luminor, Artea, Citadele, Revolut: what most people in Lithuania look for stands first.
FIRST = ("HABALT22", "CBVILT2X", "AGBLLT2X", "CBSBLT26", "INDULT2X", "RVUALT2V")


@dataclass(frozen=True)
class BankMethod:
    """A bank to pay from. `code` goes into the order; it is no lasting name, for Revolut has had two."""

    code: str
    name: str
    logo_url: str = ""
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Payout:
    """One transfer of theirs to our account."""

    uuid: str
    status: str
    payments_cents: int
    refunds_cents: int
    total_cents: int
    currency: str
    settlement_type: str = ""


def methods(contract: Contract, now: int) -> list[BankMethod]:
    """The banks of Lithuania in the order to show them in. Raises GatewayError as every call."""
    told: Any = get(contract, "stores/payment-methods", now)
    for name in ("paymentMethods", "paymentInitiation", "setup", "LT", "paymentMethods"):
        told = told.get(name) if isinstance(told, dict) else None
    if not isinstance(told, list):
        raise GatewayError("broken", "montonio: no banks of Lithuania")
    rows = sorted((row for row in told if text_of(row, "code") and text_of(row, "name")), key=_place)
    return [_method(row) for row in rows]


def payouts(contract: Contract, store: str, now: int, limit: int = 50, offset: int = 0) -> list[Payout]:
    """The latest payouts of a store, so many from there on. Raises GatewayError as every call."""
    query: dict[str, Any] = {"limit": limit, "offset": offset, "order": "DESC"}
    told = get(contract, f"stores/{checked(store)}/payouts", now, **query).get("payouts")
    if not isinstance(told, list):
        raise GatewayError("broken", "montonio: no list of payouts")
    return [_payout(row) for row in told]


def _place(row: dict[str, Any]) -> tuple[int, float, str]:
    place = row.get("uiPosition")
    known = FIRST.index(row["code"]) if row["code"] in FIRST else len(FIRST)
    return known, place if isinstance(place, int | float) else 1e9, row["code"]


def _method(row: dict[str, Any]) -> BankMethod:
    held = row.get("supportedCurrencies")
    currencies = tuple(name for name in held if isinstance(name, str)) if isinstance(held, list) else ()
    return BankMethod(text_of(row, "code"), text_of(row, "name"), text_of(row, "logoUrl"), currencies)


def _payout(row: Any) -> Payout:
    """A payout that cannot be read is told at once: a list with a hole in it reconciles nothing."""
    uuid, status, currency = (text_of(row, name) for name in ("uuid", "status", "currency"))
    sums = [cents_of(row.get(f"{name}Amount")) for name in ("payments", "refunds", "total")] if uuid else []
    payments, refunds, total = sums or (None, None, None)
    if not (status and currency) or payments is None or refunds is None or total is None:
        raise GatewayError("broken", "montonio: a payout that cannot be read")
    return Payout(uuid, status, payments, refunds, total, currency, text_of(row, "settlementType"))
