"""Adding an e-mail address to an account, or changing it: asked for, confirmed by a letter, undone by the old mailbox.

Nothing changes before somebody has read the letter at the new address (docs/decisions/step-up.md).
"""

from dataclasses import dataclass
from typing import Literal

import peewee

from data import outbox, people
from data.database import atomic, locked, now
from data.letters import CODE_LASTS, CODE_TRIES, Proof
from data.people import EmailChange, MailLink, Person

LINK_LASTS = UNDO_LASTS = 24 * 60 * 60


@dataclass(frozen=True)
class Wish:
    """The address that a person has asked for and not yet confirmed; asked for at epoch seconds."""

    email: str
    at: int


def ask(person_id: int, email: str, proof: Proof) -> None:
    """Write to the new address: with link and code, or that it is another account's already. Older letters die.

    Both ways do the same work, so that nobody can tell from outside which it was.
    """
    with atomic():
        who = _locked(person_id)
        other = Person.get_or_none((Person.email == email) & (Person.id != person_id))
        people.forget_wishes(person_id)
        moment = now()
        EmailChange.create(
            person=person_id,
            email=email,
            is_taken=other is not None,
            token_hash=proof.token_hash,
            code_hash=proof.code_hash,
            code_expires_at=moment + CODE_LASTS,
            expires_at=moment + LINK_LASTS,
        )
        kind, reader = ("email_taken", other) if other else ("confirm_email", who)
        outbox.put(kind, proof.nonce, {"to": email, "language": reader.language, "nonce": proof.nonce})


def _locked(person_id: int) -> Person:
    who: Person = locked(Person.select().where(Person.id == person_id)).get()
    return who


def wish(person_id: int) -> Wish | None:
    """What the person has asked for, while the letter's link is good."""
    found = _latest(person_id)
    return Wish(found.email, found.created_at) if found else None


def _latest(person_id: int) -> EmailChange | None:
    alive = (EmailChange.person == person_id) & (EmailChange.expires_at > now()) & EmailChange.used_at.is_null()
    found: EmailChange | None = EmailChange.select().where(alive).order_by(EmailChange.id.desc()).first()
    return found


def try_code(person_id: int, code_hash: str, undo: Proof) -> Literal["done", "wrong", "expired", "nothing"]:
    """Confirm by the six digits. `undo` is the secret of the letter that goes to the old address."""
    with atomic():
        _locked(person_id)
        found = _latest(person_id)
        if found is None:
            return "nothing"
        if found.code_expires_at <= now() or found.code_tries >= CODE_TRIES:
            return "expired"
        EmailChange.update(code_tries=EmailChange.code_tries + 1).where(EmailChange.id == found.id).execute()
        return "done" if found.code_hash == code_hash and _change(found, undo) else "wrong"


def is_alive(token_hash: str) -> bool:
    """Whether the link of a letter to a new address can still be used; looking at it changes nothing."""
    return _alive(token_hash) is not None


def _alive(token_hash: str) -> EmailChange | None:
    alive = (EmailChange.expires_at > now()) & EmailChange.used_at.is_null()
    found: EmailChange | None = EmailChange.get_or_none((EmailChange.token_hash == token_hash) & alive)
    return found


def confirm(token_hash: str, undo: Proof) -> bool:
    """Confirm by the link: once, and within its day. False for all else."""
    with atomic():
        found = _alive(token_hash)
        if found is None:
            return False
        _locked(found.person_id)
        return _change(found, undo)


def _change(found: EmailChange, undo: Proof) -> bool:
    """The account has the new address now. False when it is, or has become, another account's: nothing is merged."""
    moment = now()
    alive = (EmailChange.id == found.id) & EmailChange.used_at.is_null() & (EmailChange.expires_at > moment)
    if found.is_taken or EmailChange.update(used_at=moment).where(alive).execute() != 1:
        return False
    who = Person.get_by_id(found.person_id)
    if not _give(who.id, email=found.email):
        return False
    back = (EmailChange.person == who.id) & (EmailChange.before == found.email)  # the old address again
    EmailChange.update(undo_until=0).where(back).execute()
    if who.email:
        kept = {"before": who.email, "undo_hash": undo.token_hash, "undo_until": moment + UNDO_LASTS}
        EmailChange.update(**kept).where(EmailChange.id == found.id).execute()
        told = {"to": who.email, "language": who.language, "at": moment, "nonce": undo.nonce}
        outbox.put("email_changed", undo.nonce, told)
    return True


def _give(person_id: int, **values: str) -> bool:
    """Letters to the old mailbox set no password any more. False, and nothing changed, when the address is taken."""
    try:
        with atomic():
            Person.update(**values).where(Person.id == person_id).execute()
            MailLink.delete().where((MailLink.person == person_id) & (MailLink.purpose == "reset")).execute()
    except peewee.IntegrityError:
        return False
    return True


def undo(undo_hash: str, look_only: bool = False) -> Literal["done", "taken", "dead"]:
    """The old mailbox wants the account back: the address as before, every session ends, the password is worth nothing.

    Later changes of the address fall with this one. "taken" when another account has the old address by now, "dead"
    for a link that is used, older than a day, or none of ours. With `look_only` nothing changes.
    """
    with atomic():
        found = EmailChange.get_or_none(
            (EmailChange.undo_hash == undo_hash) & (EmailChange.undo_until > now()) & EmailChange.undone_at.is_null()
        )
        if found is None:
            return "dead"
        return "done" if look_only else _undo(found)


def _undo(found: EmailChange) -> Literal["done", "taken", "dead"]:
    who = _locked(found.person_id)
    once = EmailChange.update(undone_at=now()).where((EmailChange.id == found.id) & EmailChange.undone_at.is_null())
    if once.execute() != 1:
        return "dead"
    if not _give(who.id, email=found.before, password_hash=""):
        EmailChange.update(undone_at=None).where(EmailChange.id == found.id).execute()
        return "taken"
    people.forget_wishes(who.id)
    later = (EmailChange.person == who.id) & (EmailChange.id > found.id)
    EmailChange.update(undo_until=0).where(later).execute()
    people.end_sessions(who.id)
    if who.email:
        told = {"to": who.email, "language": who.language, "at": now()}
        outbox.put("email_restored", found.token_hash, told)
    return "done"


def forget_old(before: int) -> int:
    """Delete wishes whose links died before this moment (epoch seconds). Returns how many."""
    over = (EmailChange.expires_at < before) & (EmailChange.undo_until < before)
    deleted: int = EmailChange.delete().where(over).execute()
    return deleted
