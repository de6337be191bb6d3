"""Paysera: a signed address there; its callback is the truth, what the browser brings back is the same word."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from gateways import paysera
from gateways.methods.shape import Asked, Leave
from gateways.paysera import Contract
from rules.payments import Bank, Fact, Refusal


@dataclass(frozen=True)
class PayseraMethod:
    """Our project at Paysera."""

    contract: Contract
    payee_name: str

    @property
    def bank(self) -> Bank:
        return self.contract.bank

    def leave(self, asked: Asked) -> Leave:
        order = paysera.Order(
            stamp=asked.stamp,
            cents=asked.cents,
            accept_url=f"{asked.site}/pay/paysera/return",
            cancel_url=f"{asked.site}/pay/paysera/return",
            callback_url=f"{asked.site}/pay/paysera/callback",
            language=asked.language,
            email=asked.email,
        )
        there = urlsplit(paysera.payment_url(self.contract, order))
        return Leave(self.contract.url, dict(parse_qsl(there.query)), "get")

    def read(self, raw: bytes, at: int, way: str) -> Fact | Refusal:
        return paysera.read_callback(self.contract, raw)
