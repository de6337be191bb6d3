"""Sessions: who is signed in, where, and how strongly they have proven it."""

from dataclasses import dataclass

from data.database import now, owned_by, row
from data.people.tables import Session

BY_TOKEN = """SELECT person.id, person.public_id, coalesce(person.email, ''), person.language, person.role,
 session.id, session.proven_at, session.seen_at, session.ends_at
FROM session JOIN person ON person.id = session.person_id WHERE session.token_hash = ?"""
IDLE, LONGEST = 30 * 60, 12 * 60 * 60
NOTICE_AFTER = 60  # a session's last use is written at most this often, so that reading a page writes nothing


@dataclass(frozen=True, slots=True)
class Visitor:
    """The signed-in person as pages know them, with the row id of their session.

    `email` is '' for guests and for whoever has only proven a strong identity. `proven_at` is when this session was
    last proven strongly, in epoch seconds; 0 for one that never was.
    """

    id: int
    public_id: str
    email: str
    language: str
    is_staff: bool
    is_guest: bool
    session_id: int
    proven_at: int


def visitor(token_hash: str) -> Visitor | None:
    """Who is signed in with this token (its SHA-256), or None when the session has ended, was idle, or never was."""
    found = row(BY_TOKEN, token_hash)
    if found is None:
        return None
    key, public_id, email, language, role, session_id, proven_at, seen_at, ends_at = found
    moment = now()
    if moment >= ends_at or moment - seen_at >= IDLE:
        return None
    if moment - seen_at >= NOTICE_AFTER:
        Session.update(seen_at=moment).where(Session.id == session_id).execute()
    return Visitor(key, public_id, email, language, role == "staff", role == "guest", session_id, proven_at)


def begin_session(
    person_id: int, token_hash: str, method: str, address: str, agent: str, proof: str = "", oidc_sid: str = ""
) -> None:
    """Sign a browser in: one row, idle after 30 minutes, over after 12 hours.

    `proof` is the method of a strong proof that was given just now, '' when there was none. `oidc_sid` is what an
    OpenID provider calls the person and its own session, so that it can end ours: "subject sid".
    """
    Session.create(
        token_hash=token_hash,
        person=person_id,
        method=method,
        ends_at=now() + LONGEST,
        address=address[:45],
        agent=agent[:200],
        proven_at=now() if proof else 0,
        proof=proof,
        oidc_sid=oidc_sid,
    )


@dataclass(frozen=True)
class Proofs:
    """When the person of a session was last proven in it, in epoch seconds, 0 for never: strongly, by the password
    typed again; and when the session began."""

    strongly: int
    typed: int
    began: int


def proofs_of(session_id: int) -> Proofs:
    """How a session was proven. One that has ended meanwhile proves nothing."""
    found = Session.get_or_none(Session.id == session_id)
    return Proofs(found.proven_at, found.typed_at, found.created_at) if found else Proofs(0, 0, 0)


def password_typed(token_hash: str) -> None:
    """Somebody who was signed in here has just typed their password again."""
    Session.update(typed_at=now()).where(Session.token_hash == token_hash).execute()


def end_session(token_hash: str) -> None:
    """Sign a browser out on the server: the token is worth nothing from now on."""
    Session.delete().where(Session.token_hash == token_hash).execute()


def end_sessions(person_id: int, but: str = "") -> None:
    """Sign the person out everywhere, except where the token's hash is `but`."""
    Session.delete().where((Session.person == person_id) & (Session.token_hash != but)).execute()


def end_sessions_of_provider(subject: str, sid: str) -> int:
    """The OpenID provider has ended its session `sid`, or all of this subject's when it names none: so end ours that
    began with it (oidc.md §4). Returns how many."""
    if not sid and not subject:
        return 0
    named = Session.oidc_sid.endswith(f" {sid}") if sid else Session.oidc_sid.startswith(subject)
    ended: int = Session.delete().where(named & (Session.oidc_sid != "")).execute()
    return ended


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


def forget_ended() -> int:
    """Delete sessions that are over. Returns how many."""
    moment = now()
    over = (Session.ends_at <= moment) | (Session.seen_at <= moment - IDLE)
    deleted: int = Session.delete().where(over).execute()
    return deleted
