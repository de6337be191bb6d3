"""What lets a person in by password, and what they may change about themselves."""

from dataclasses import dataclass

from data import outbox
from data.database import NotFound, atomic, new_id, now
from data.people.sessions import end_sessions
from data.people.tables import EmailChange, MailLink, Person


@dataclass(frozen=True)
class Keys:
    """What is needed to let somebody in by password."""

    id: int
    email: str
    password_hash: str
    language: str


def keys_of(email: str) -> Keys | None:
    """The account of this address (in the form of rules.accounts.check_email), or None."""
    found = Person.get_or_none(Person.email == email)
    return Keys(found.id, email, found.password_hash, found.language) if found else None


def has_password(person_id: int) -> bool:
    """Whether the person can sign in by a password: they have an address and have set one."""
    mine = (Person.id == person_id) & Person.email.is_null(False) & (Person.password_hash != "")
    return bool(Person.select().where(mine).exists())


def rehash(person_id: int, password_hash: str) -> None:
    """The same password under newer parameters: nothing changes for its owner."""
    Person.update(password_hash=password_hash).where(Person.id == person_id).execute()


def change_password(person_id: int, password_hash: str, but: str = "") -> None:
    """A new password: every session ends except `but`, and the owner is told by mail. Links of letters that would set
    another password, or another address, die."""
    with atomic():
        person = Person.get_by_id(person_id)
        rehash(person_id, password_hash)
        end_sessions(person_id, but)
        MailLink.delete().where((MailLink.person == person_id) & (MailLink.purpose == "reset")).execute()
        forget_wishes(person_id)
        if person.email:
            told = {"to": person.email, "language": person.language, "at": now()}
            outbox.put("password_changed", new_id(), told)


def forget_wishes(person_id: int) -> None:
    """What the person has asked for and not yet confirmed of another e-mail address comes to nothing."""
    waiting = (EmailChange.person == person_id) & EmailChange.used_at.is_null()
    EmailChange.update(expires_at=0, code_expires_at=0).where(waiting).execute()


def choose_language(person_id: int, language: str) -> None:
    """In which language letters are written and pages begin."""
    Person.update(language=language).where(Person.id == person_id).execute()


def make_staff(email: str) -> None:
    """Give the role to the person with this address. Raises NotFound."""
    if not Person.update(role="staff").where(Person.email == email).execute():
        raise NotFound


def language_of(person_id: int) -> str:
    """In which language the person reads."""
    found: str = Person.select(Person.language).where(Person.id == person_id).scalar()
    return found
