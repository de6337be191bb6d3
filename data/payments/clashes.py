"""What may happen between choosing and leaving for the bank: the same bill paid, or being paid, in another tab."""

from data.database import now, rows
from data.payments.attempts import Paying
from data.payments.dues import dues
from rules.payments import OPEN_SECONDS

RIVALS = """SELECT DISTINCT p.public_id FROM payment mine JOIN payment_item i ON i.payment_id = mine.id
JOIN payment_item o ON o.bill_id = i.bill_id OR o.declaration_id = i.declaration_id
JOIN payment p ON p.id = o.payment_id
WHERE mine.public_id = ? AND p.id <> mine.id AND p.person_id = mine.person_id
AND (p.state = 'pending' OR (p.state = 'redirected' AND p.changed_at > ?)) ORDER BY p.public_id"""


def is_outdated(person_id: int, paying: Paying) -> bool:
    """Whether some bill or declared sum of this payment is no longer to be paid, or not as much of it."""
    left = {(due.kind, due.id): due.cents for due in dues(person_id)}
    return any(left.get((item.kind, item.id), 0) < item.cents for item in paying.items if item.kind != "own")


def rivals(paying: Paying) -> tuple[str, ...]:
    """The public ids of the person's other payments for the same things whose answer may still be on its way."""
    return tuple(public_id for (public_id,) in rows(RIVALS, paying.public_id, now() - OPEN_SECONDS))
