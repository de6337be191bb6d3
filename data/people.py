"""People, their sessions, and the letters that prove a mailbox."""

from dataclasses import dataclass

import peewee

from data.database import Model, NotFound, new_id, now, row


class Person(Model):
    """An account of the site. It exists only once the mailbox is proven."""

    public_id = peewee.TextField(unique=True, default=new_id)
    email = peewee.TextField(unique=True)
    password_hash = peewee.TextField()
    language = peewee.TextField(default="lt")
    role = peewee.TextField(default="resident", constraints=[peewee.Check("role IN ('resident', 'staff')")])
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


BY_TOKEN = """SELECT person.id, person.public_id, person.email, person.language, person.role,
 session.id, session.seen_at, session.ends_at
FROM session JOIN person ON person.id = session.person_id WHERE session.token_hash = ?"""
IDLE, LONGEST = 30 * 60, 12 * 60 * 60
NOTICE_AFTER = 60  # a session's last use is written at most this often, so that reading a page writes nothing


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in person as pages know them, with the row id of their session."""

    id: int
    public_id: str
    email: str
    language: str
    is_staff: bool
    session_id: int


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
