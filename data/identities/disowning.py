"""„Tai buvau ne aš“: what a letter told of is undone, once."""

from typing import Any

from data import sealing
from data.database import atomic
from data.identities import letters
from data.identities.browsers import KnownBrowser, block_pushes
from data.identities.owners import IdentityRow
from data.people import Person, end_sessions, forget_wishes


def may_disown(token: str) -> bool:
    """Whether the letter's link still means anything; looking changes nothing."""
    return _named(token) is not None


def disown(token: str) -> bool:
    """Every session of the person ends, no telephone rings for a day, and what the letter told of is gone: the browser
    is new again; the identity opens the account no more, and the password, which whoever added it knew, neither.

    False for a link that is none of ours, is too old, or was used.
    """
    with atomic():
        named = _named(token)
        if named is None:
            return False
        who, table, row = named
        if not table.delete().where(row).execute():
            return False
        if table is IdentityRow:
            Person.update(password_hash="").where(Person.id == who.id).execute()
        end_sessions(who.id)
        forget_wishes(who.id)
        block_pushes(who.id)
        return True


def _named(token: str) -> tuple[Person, Any, Any] | None:
    """The person, the table and the row that the letter told of, while they are there and the mailbox is theirs."""
    known = letters.read(token)
    who = Person.get_or_none(Person.id == known[0]) if known else None
    if known is None or who is None or sealing.blind(who.email or "") != known[2]:
        return None
    table: Any = IdentityRow if known[1].startswith(letters.IDENTITY) else KnownBrowser
    if table is IdentityRow:
        named = IdentityRow.id == int(known[1].removeprefix(letters.IDENTITY))
    else:
        named = KnownBrowser.public_id == known[1]
    row = (table.person == who.id) & named
    return (who, table, row) if table.select().where(row).exists() else None
