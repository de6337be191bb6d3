"""The address that takes the payer to Paysera (knowledge/paysera.md §1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from gateways.paysera.contract import Contract
from gateways.paysera.encoding import encoded, md5_sign
from gateways.paysera.fields import check

VERSION = "1.6"
LANGUAGES = {"lt": "LIT", "en": "ENG", "ru": "RUS", "pl": "POL", "uk": "ENG"}


@dataclass(frozen=True)
class Order:
    """What is to be paid. `stamp` is our number of the attempt; Paysera calls it orderid."""

    stamp: str
    cents: int
    accept_url: str
    cancel_url: str
    callback_url: str
    currency: str = "EUR"
    language: str = "lt"
    message: str = ""
    email: str = ""


def payment_url(contract: Contract, order: Order) -> str:
    """Where the browser is sent. Raises GatewayError("broken") for a value that Paysera would not take."""
    params = {
        "orderid": order.stamp,
        "accepturl": order.accept_url,
        "cancelurl": order.cancel_url,
        "callbackurl": order.callback_url,
        "amount": str(order.cents),
        "currency": order.currency,
        "lang": LANGUAGES.get(order.language, "LIT"),
        "paytext": order.message,
        "p_email": order.email,
        "test": "1" if contract.takes_test else "",
    }
    check(params)
    sent = {name: value for name, value in params.items() if value}
    return f"{contract.url}?{urlencode(signed(sent, VERSION, contract.project_id, contract.password))}"


def signed(
    params: Mapping[str, object], version: str, project_id: str, password: str, repeat: bool = False
) -> dict[str, str]:
    """`data` and `sign` over these parameters in their order; `repeat` asks anew for a request that was made before."""
    whole = {**params, "version": version, "projectid": project_id}
    if repeat:
        whole["repeat_request"] = "1"
    data = encoded(urlencode(whole).encode())
    return {"data": data, "sign": md5_sign(data, password)}
