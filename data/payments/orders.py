"""Orders at processors: made once, and asked about until they are answered."""

from collections.abc import Sequence

from data import outbox
from data.database import NotFound
from data.payments.attempts import Paying, shown
from data.payments.tables import Payment

OPEN = ("redirected", "pending")


def want_order(paying: Paying, message: str, language: str) -> None:
    """Have the worker make the order of this payment; asking again changes nothing."""
    outbox.put("order", paying.public_id, {"stamp": paying.stamp, "message": message, "language": language})


def by_stamp(stamp: str) -> Paying:
    """A payment by its name at the bank, for the worker. Raises NotFound."""
    found = Payment.get_or_none(Payment.stamp == stamp)
    if found is None:
        raise NotFound
    return shown(found)


def ordered(public_id: str, order_id: str, leave_url: str) -> None:
    """The order is made: its number there, and where the payer goes."""
    Payment.update(order_id=order_id, leave_url=leave_url).where(
        (Payment.public_id == public_id) & (Payment.leave_url == "")
    ).execute()


def unanswered(moment: int, asked_at: Sequence[int]) -> list[Paying]:
    """Payments with an order that are due to be asked about at this moment (epoch seconds): in the minute that begins
    so many seconds after they left."""
    due = [
        one
        for one in Payment.select().where(Payment.state.in_(OPEN) & (Payment.order_id != ""))
        if any(after <= moment - one.created_at < after + 60 for after in asked_at)
    ]
    return [shown(one) for one in due[:200]]
