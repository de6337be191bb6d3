"""What the worker does at processors: makes the orders that payers wait for, and asks what became of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data import payments
from data.database import now
from gateways.errors import GatewayError
from gateways.methods import Asked, Method, MontonioMethod
from logs import log
from rules.deadlines import VILNIUS

ASKED_AT = (60, 180, 600, 1800, 2 * 3600, 12 * 3600, 48 * 3600)  # seconds after it left (money.md §4)


class Ordering:
    """Speaks to the processors of these ways to pay."""

    def __init__(self, methods: Mapping[str, Method], site: str) -> None:
        self.methods, self.site = methods, site

    def order(self, payload: Mapping[str, Any]) -> None:
        """Make the order of a payment, once. Raises GatewayError."""
        paying = payments.by_stamp(payload["stamp"])
        method = self.methods.get(paying.method)
        if not isinstance(method, MontonioMethod) or paying.leave_url or paying.state not in ("created", "redirected"):
            return
        made_at = datetime.fromtimestamp(now(), VILNIUS).isoformat(timespec="seconds")
        asked = Asked(paying.stamp, paying.amount, payload["message"], self.site, payload["language"], made_at)
        payments.ordered(paying.public_id, *method.order(asked, now()))

    def ask(self) -> int:
        """Ask about every order whose answer is due. Returns of how many something was told."""
        told = 0
        for paying in payments.unanswered(now(), ASKED_AT):
            method = self.methods.get(paying.method)
            if not isinstance(method, MontonioMethod):
                continue
            try:
                raw = method.ask(paying.order_id, now())
            except GatewayError as error:
                log.warning("order_not_asked", result=error.kind, reason=error.reason)
                continue
            fact = method.read(raw, now(), "poll")
            payments.apply(payments.keep(paying.method, "poll", raw), method.bank, fact)
            told += 1
        return told
