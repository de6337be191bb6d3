"""People, their sessions, and the letters that prove a mailbox."""

from dataclasses import dataclass

import peewee

from data import outbox
from data.database import Model, NotFound, atomic, new_id, now, owned_by, row


class Person(Model):
    """An account of the site, made once the mailbox is proven; or a guest, who has only typed a payer code."""

    public_id = peewee.TextField(unique=True, default=new_id)
    email = peewee.TextField(unique=True, null=True)
    password_hash = peewee.TextField(default="")
    language = peewee.TextField(default="lt")
    role = peewee.TextField(default="resident", constraints=[peewee.Check("role IN ('resident', 'staff', 'guest')")])
    created_at = peewee.BigIntegerField(default=now)


class Session(Model):
    """One signed-in browser. Only the SHA-256 of its token is kept; ending the row signs the browser out."""

    public_id = peewee.TextField(unique=True, default=new_id)
    token_hash = peewee.TextField(unique=True)
    person = peewee.ForeignKeyField(Person, backref="sessions", on_delete="CASCADE")
    method = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    seen_at = peewee.BigIntegerField(default=now)
    ends_at = peewee.BigIntegerField()
    address = peewee.TextField(default="")
    agent = peewee.TextField(default="")


class MailLink(Model):
    """A letter with a link and, for registering, a six-digit code. Tokens and codes are kept as hashes, used once."""

    purpose = peewee.TextField(constraints=[peewee.Check("purpose IN ('register', 'reset')")])
    token_hash = peewee.TextField(unique=True)
    code_hash = peewee.TextField(default="")
    code_tries = peewee.BigIntegerField(default=0)
    code_expires_at = peewee.BigIntegerField(default=0)
    email = peewee.TextField(index=True)
    person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
    password_hash = peewee.TextField(default="")
    browser = peewee.TextField(default="", index=True)
    language = peewee.TextField(default="lt")
    created_at = peewee.BigIntegerField(default=now)
    expires_at = peewee.BigIntegerField()
    used_at = peewee.BigIntegerField(null=True)


BY_TOKEN = """SELECT person.id, person.public_id, coalesce(person.email, ''), person.language, person.role,
 session.id, session.seen_at, session.ends_at
FROM session JOIN person ON person.id = session.person_id WHERE session.token_hash = ?"""
IDLE, LONGEST = 30 * 60, 12 * 60 * 60
NOTICE_AFTER = 60  # a session's last use is written at most this often, so that reading a page writes nothing


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in person as pages know them, with the row id of their session. A guest has no e-mail address."""

    id: int
    public_id: str
    email: str
    language: str
    is_staff: bool
    session_id: int

    @property
    def is_guest(self) -> bool:
        return not self.email


def visitor(token_hash: str) -> Visitor | None:
    """Who is signed in with this token (its SHA-256), or None when the session has ended, was idle, or never was."""
    found = row(BY_TOKEN, token_hash)
    if found is None:
        return None
    key, public_id, email, language, role, session_id, seen_at, ends_at = found
    moment = now()
    if moment >= ends_at or moment - seen_at >= IDLE:
        return None
    if moment - seen_at >= NOTICE_AFTER:
        Session.update(seen_at=moment).where(Session.id == session_id).execute()
    return Visitor(key, public_id, email, language, role == "staff", session_id)


def begin_session(person_id: int, token_hash: str, method: str, address: str, agent: str) -> None:
    """Sign a browser in: one row, idle after 30 minutes, over after 12 hours."""
    Session.create(
        token_hash=token_hash,
        person=person_id,
        method=method,
        ends_at=now() + LONGEST,
        address=address[:45],
        agent=agent[:200],
    )


def end_session(token_hash: str) -> None:
    """Sign a browser out on the server: the token is worth nothing from now on."""
    Session.delete().where(Session.token_hash == token_hash).execute()


def make_staff(email: str) -> None:
    """Give the role to the person with this address. Raises NotFound."""
    if not Person.update(role="staff").where(Person.email == email).execute():
        raise NotFound


def end_sessions(person_id: int, but: str = "") -> None:
    """Sign the person out everywhere, except where the token's hash is `but`."""
    Session.delete().where((Session.person == person_id) & (Session.token_hash != but)).execute()


def end_session_of(person_id: int, public_id: str) -> str:
    """Sign one of the person's browsers out. Returns its token's hash; raises NotFound for somebody else's."""
    session = owned_by(person_id, Session, public_id)
    session.delete_instance()
    return session.token_hash


@dataclass(frozen=True)
class Shown:
    """A session as its person sees it: times in epoch seconds, and whether it is the one they look from."""

    public_id: str
    created_at: int
    seen_at: int
    address: str
    agent: str
    is_this: bool


def sessions_of(person_id: int, session_id: int) -> list[Shown]:
    """The person's browsers that are signed in now, this one first, then the latest used."""
    moment = now()
    alive = (Session.person == person_id) & (Session.ends_at > moment) & (Session.seen_at > moment - IDLE)
    found = Session.select().where(alive).order_by(Session.seen_at.desc(), Session.id)
    shown = [Shown(s.public_id, s.created_at, s.seen_at, s.address, s.agent, s.id == session_id) for s in found]
    return sorted(shown, key=lambda one: not one.is_this)


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


def rehash(person_id: int, password_hash: str) -> None:
    """The same password under newer parameters: nothing changes for its owner."""
    Person.update(password_hash=password_hash).where(Person.id == person_id).execute()


def change_password(person_id: int, password_hash: str, but: str = "") -> None:
    """A new password: every session ends except `but`, mailed reset links die, and the owner is told by mail."""
    with atomic():
        person = Person.get_by_id(person_id)
        rehash(person_id, password_hash)
        end_sessions(person_id, but)
        MailLink.delete().where((MailLink.person == person_id) & (MailLink.purpose == "reset")).execute()
        told = {"to": person.email, "language": person.language, "at": now()}
        outbox.put("password_changed", new_id(), told)


def choose_language(person_id: int, language: str) -> None:
    """In which language letters are written and pages begin."""
    Person.update(language=language).where(Person.id == person_id).execute()


def forget_ended() -> int:
    """Delete sessions that are over. Returns how many."""
    moment = now()
    over = (Session.ends_at <= moment) | (Session.seen_at <= moment - IDLE)
    deleted: int = Session.delete().where(over).execute()
    return deleted
