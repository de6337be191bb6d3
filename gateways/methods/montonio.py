"""Montonio: the worker makes an order there, the payer follows its address, and Montonio's signed word comes back."""

import json
from dataclasses import dataclass

from gateways import montonio
from gateways.methods.shape import Asked, Leave
from gateways.montonio import Ask, Contract, RefundFact
from rules.payments import Bank, Fact, Refusal


@dataclass(frozen=True)
class MontonioMethod:
    """Our store at Montonio."""

    contract: Contract
    payee_name: str

    @property
    def bank(self) -> Bank:
        return self.contract.bank

    def leave(self, asked: Asked) -> Leave | None:
        """Nothing until the order is made (`order`)."""
        return Leave(asked.leave_url, method="get") if asked.leave_url else None

    def order(self, asked: Asked, now: int) -> tuple[str, str]:
        """Make the order: its number there, and where the payer goes. Speaks to Montonio; raises GatewayError."""
        order = montonio.Order(
            stamp=asked.stamp,
            cents=asked.cents,
            return_url=f"{asked.site}/pay/montonio/return",
            notification_url=f"{asked.site}/pay/montonio/callback",
            language=asked.language,
            message=asked.message[:140],
        )
        made = montonio.create(self.contract, order, now)
        return made.uuid, made.payment_url

    def ask(self, order_id: str, now: int) -> bytes:
        """What became of an order, as `read` takes it by the way `poll`. Speaks to Montonio; raises GatewayError."""
        fact = montonio.ask(self.contract, order_id, now).fact
        return json.dumps(fact.__dict__, sort_keys=True).encode()

    def read(self, raw: bytes, at: int, way: str) -> Fact | Refusal:
        if way == "poll":
            return Fact(**json.loads(raw))
        told = montonio.read_webhook(self.contract, raw, at)
        if isinstance(told, Ask):  # true, but too old to act on: the worker asks anyway
            return Fact("none", told.stamp or f"order {told.uuid}")
        if isinstance(told, RefundFact):
            outcome = "refunded" if told.state == "done" else "none"
            return Fact(outcome, f"order {told.order_uuid}", told.refund_uuid, told.cents, told.currency)  # type: ignore[arg-type]
        return told
