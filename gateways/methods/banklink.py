"""A bank under contract: a signed form there, a signed form back."""

from dataclasses import dataclass

from gateways import banklink
from gateways.banklink import Contract
from gateways.methods.shape import Asked, Leave
from rules.payments import Bank, Fact, Refusal


@dataclass(frozen=True)
class BanklinkMethod:
    """One bank of banks.toml."""

    contract: Contract

    @property
    def bank(self) -> Bank:
        return self.contract.bank

    @property
    def payee_name(self) -> str:
        return self.contract.payee_name

    def leave(self, asked: Asked) -> Leave:
        order = banklink.Order(
            stamp=asked.stamp,
            cents=asked.cents,
            reference=asked.stamp,
            message=asked.message[:95],
            return_url=f"{asked.site}/pay/banklink/{self.bank.id}",
            language=asked.language,
            made_at=asked.made_at,
        )
        return Leave(self.contract.url, banklink.request_fields(self.contract, order))

    def read(self, raw: bytes, at: int, way: str) -> Fact | Refusal:
        return banklink.read_answer(self.contract, raw)
