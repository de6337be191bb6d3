"""The secret in a letter by which its reader says „Tai buvau ne aš“. No table holds it: it is sealed."""

from data import sealing
from data.database import now
from data.people import Person

PURPOSE, LASTS = "not me", 7 * 24 * 60 * 60
IDENTITY = "identity-"


def not_me(who: Person, told_of: str) -> str:
    """`told_of` is a known browser's public id, or IDENTITY with the row id of the identity that was added. Good for a
    week, once, and only while the mailbox is the person's."""
    return sealing.seal(PURPOSE, f"{who.id} {told_of} {now() + LASTS} {sealing.blind(str(who.email))}")


def read(token: str) -> tuple[int, str, str] | None:
    """The person's row id, what the letter told of, and the keyed hash of the mailbox; None when it is none of ours or
    too old."""
    try:
        person_id, told_of, until, mailbox = sealing.unseal(PURPOSE, token).split(" ")
    except (sealing.DoesNotFit, ValueError):
        return None
    return (int(person_id), told_of, mailbox) if int(until) > now() else None
