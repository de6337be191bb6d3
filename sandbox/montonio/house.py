"""What every part of this stand-in works with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.montonio import book, telling


@dataclass(frozen=True)
class House:
    """The folder of the book, the merchant under contract (an address without a slash at its end), and the pace."""

    folder: Path
    merchant: str
    settles_after: float

    def settle(self, order: dict[str, Any], status: str, after: float = 0) -> None:
        """Give an order this status after so many seconds, and tell the merchant from server to server."""

        def act() -> None:
            book.become(self.folder, order["uuid"], status)
            self.tell(order, status)

        if after:
            telling.on_a_clock(after, act)
        else:
            book.become(self.folder, order["uuid"], status)
            telling.on_a_clock(0, lambda: self.tell(order, status))

    def tell(self, order: dict[str, Any], status: str) -> None:
        """The webhook of an order."""
        token = telling.order_token(order, status)
        telling.tell(order["notificationUrl"], {"orderToken": token}, self.settles_after)

    def refund(self, order: dict[str, Any], refund: dict[str, Any]) -> None:
        """Carry a refund out, and tell it."""
        book.refunded(self.folder, refund["uuid"])
        token = telling.refund_token(order, refund, "SUCCESSFUL")
        telling.tell(order["notificationUrl"], {"refundToken": token}, self.settles_after)
