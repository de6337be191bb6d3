"""What the merchant's server asks: orders, refunds, banks, payouts (montonio.md §2, §3, §8, §9, §10)."""

from functools import partial
from typing import Any

from flask import Flask, request, url_for

from sandbox.montonio import book, telling, wire
from sandbox.montonio.house import House
from sandbox.montonio.wire import Denied

Answer = tuple[dict[str, Any], int]
METHODS = ("paymentInitiation", "cardPayments", "applePay", "googlePay", "mobilePay", "blik", "bnpl", "hirePurchase")
LOCALES = ("de", "en", "et", "fi", "lt", "lv", "pl", "ru")


def add_to(app: Flask, house: House) -> None:
    """The addresses under /api."""
    app.add_url_rule("/api/orders", "api.make", partial(make, house), methods=["POST"])
    app.add_url_rule("/api/orders/<uuid>", "api.order", partial(order, house))
    app.add_url_rule("/api/refunds", "api.refund", partial(refund, house), methods=["POST"])
    app.add_url_rule("/api/stores/payment-methods", "api.methods", methods)
    app.add_url_rule("/api/stores/<uuid>/payouts", "api.payouts", partial(payouts, house))
    app.register_error_handler(Denied, lambda denied: (denied.body, denied.status))


def make(house: House) -> Answer:
    """An order, or another one in the place of one that nobody paid."""
    claims = _posted()
    fault = fault_of(house, claims)
    if fault:
        raise Denied(400, {"message": fault, "error": "Invalid parameters", "statusCode": 400})
    uuid = book.take(house.folder, claims, wire.cents(claims["grandTotal"]) or 0)
    if uuid is None:
        raise Denied(400, {"message": "Order with this merchantReference is already paid", "error": "Bad Request"})
    return _shown(house, uuid), 201


def order(house: House, uuid: str) -> Answer:
    """An order as it is now."""
    _proved()
    return _shown(house, uuid), 200


def refund(house: House) -> Answer:
    """Money back: told as PENDING now, and as SUCCESSFUL by the webhook."""
    claims = _posted()
    uuid, key, cents = claims.get("orderUuid"), claims.get("idempotencyKey"), wire.cents(claims.get("amount"))
    if not isinstance(uuid, str) or not isinstance(key, str) or len(key) != 36 or cents is None or cents < 5:
        raise Denied(400, {"error": "Invalid parameters"})
    found = book.one(house.folder, uuid)
    if found is None:
        raise Denied(404, {"message": "ORDER_NOT_FOUND", "error": "Not Found", "statusCode": 404})
    used = f"Order uuid {uuid} already has a refund with same idempotency key"
    if any(row["key"] == key for row in found["refunds"]):
        raise Denied(400, {"message": used})
    if found["status"] not in ("PAID", "PARTIALLY_REFUNDED"):
        raise Denied(400, {"message": "Order cannot be refunded", "error": "Bad Request"})
    try:
        made = book.give_back(house.folder, uuid, key, cents)
    except ValueError:
        raise Denied(400, {"message": "REFUND_EXCEEDS_ORDER_PAID_AMOUNT", "error": "Bad Request"}) from None
    if made is None:
        raise Denied(400, {"message": used})
    now = book.one(house.folder, uuid) or found
    row = next(row for row in now["refunds"] if row["uuid"] == made)
    telling.on_a_clock(house.settles_after, partial(house.refund, now, row))
    return _refund(now, row), 201


def methods() -> Answer:
    """The banks of Lithuania, in no order that a merchant could rely on."""
    _proved()
    banks = [
        {"name": name, "code": code, "logoUrl": f"https://public.montonio.com/images/{code}.png", "uiPosition": place,
         "supportedCurrencies": ["EUR"]}
        for place, (code, (name, _)) in enumerate(wire.BANKS.items(), 1)
    ]  # fmt: skip
    setup = {"LT": {"supportedCurrencies": ["EUR"], "paymentMethods": banks}}
    offered = {"paymentInitiation": {"processor": "montonio", "setup": setup}, "cardPayments": {"processor": "stripe"}}
    return {"uuid": wire.STORE, "name": "Savitarna", "paymentMethods": offered}, 200


def payouts(house: House, uuid: str) -> Answer:
    """One payout of all that came in so far."""
    _proved()
    if uuid != wire.STORE:
        raise Denied(404, {"message": "STORE_NOT_FOUND", "error": "Not Found", "statusCode": 404})
    came, gone = book.sums(house.folder)
    row = {
        "uuid": "1f3c1c6e-0b1e-4b46-9a51-0c8d9f6f3a10", "status": "PENDING", "paymentsAmount": wire.euros(came),
        "refundsAmount": wire.euros(gone), "totalAmount": wire.euros(came - gone), "currency": "EUR",
        "settlementType": "net",
    }  # fmt: skip
    return {"payouts": [row] if came and request.args.get("offset", "0") == "0" else []}, 200


def fault_of(house: House, claims: dict[str, Any]) -> str:
    """What is wrong with an order, or ""."""
    payment, total = claims.get("payment"), wire.cents(claims.get("grandTotal"))
    if not isinstance(claims.get("merchantReference"), str) or not claims["merchantReference"]:
        return "merchantReference must be a string"
    for name in ("returnUrl", "notificationUrl"):
        if not str(claims.get(name, "")).startswith(f"{house.merchant}/"):
            return f"{name} leads away from the merchant under contract"
    if total is None or claims.get("currency") not in ("EUR", "PLN") or claims.get("locale") not in LOCALES:
        return "grandTotal, currency or locale is not valid"
    if not isinstance(payment, dict) or payment.get("method") not in METHODS:
        return "payment.method is not valid"
    if wire.cents(payment.get("amount")) != total or payment.get("currency") != claims["currency"]:
        return "payment.amount must be equal to grandTotal"
    return "" if isinstance(payment.get("methodOptions", {}), dict) else "payment.methodOptions must be an object"


def _posted() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return wire.opened(body.get("data") if isinstance(body, dict) else None)


def _proved() -> None:
    wire.opened(request.headers.get("Authorization", "").removeprefix("Bearer "))


def _shown(house: House, uuid: str) -> dict[str, Any]:
    found = book.one(house.folder, uuid)
    if found is None:
        raise Denied(404, {"message": "ORDER_NOT_FOUND", "error": "Not Found", "statusCode": 404})
    gone = sum(row["cents"] for row in found["refunds"])
    intent = {"uuid": wire.new_uuid(), "paymentMethodType": found["payment"]["method"], "currency": found["currency"],
              "amount": wire.euros(found["cents"]), "status": found["status"], "serviceFee": None}  # fmt: skip
    return {
        "uuid": uuid,
        "paymentStatus": found["status"],
        "locale": found["locale"],
        "merchantReference": found["reference"],
        "merchantReferenceDisplay": found["reference"],
        "merchantReturnUrl": found["returnUrl"],
        "merchantNotificationUrl": found["notificationUrl"],
        "grandTotal": wire.euros(found["cents"]),
        "currency": found["currency"],
        "paymentMethodType": found["payment"]["method"],
        "storeUuid": wire.STORE,
        "paymentIntents": [intent],
        "refunds": [_refund(found, row) for row in found["refunds"]],
        "availableForRefund": (found["cents"] - gone) / 100 if found["status"].startswith(("PAID", "PART")) else 0,
        "createdAt": found["created"],
        "paymentUrl": url_for("show", uuid=uuid, _external=True),
    }


def _refund(order: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    kind = "FULL_REFUND" if row["cents"] == order["cents"] else "PARTIAL_REFUND"
    return {"uuid": row["uuid"], "amount": row["cents"] / 100, "status": row["status"], "currency": order["currency"],
            "createdAt": row["created"], "type": kind}  # fmt: skip
