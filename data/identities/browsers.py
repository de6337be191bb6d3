"""Browsers in which a person has signed in: a new one is told of, and only one in which they were proven may push."""

from dataclasses import dataclass

import peewee

from data import outbox
from data.database import Model, atomic, new_id, now, owned_by
from data.identities.letters import not_me
from data.people import Person
from rules.accounts import browser_name

A_DAY = 24 * 60 * 60
PASSWORD = "email"  # the way in that proves nobody


class KnownBrowser(Model):
    """One browser of one person. `browser` is the hash of a cookie that outlives sessions."""

    public_id = peewee.TextField(unique=True, default=new_id)
    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    browser = peewee.TextField()
    agent = peewee.TextField(default="")
    method = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    seen_at = peewee.BigIntegerField(default=now)

    class Meta:
        indexes = ((("person", "browser"), True),)


@dataclass(frozen=True)
class Browser:
    """A known browser as its person sees it; moments in epoch seconds, and whether it is the one they look from."""

    public_id: str
    agent: str
    method: str
    since: int
    seen_at: int
    is_this: bool


def recognise(person_id: int, browser_hash: str, agent: str, method: str) -> bool:
    """This person has just proven who they are in this browser. True when it is new to them: their very first too,
    of which `browsers_of` then shows no other."""
    moment = now()
    seen = {"agent": agent[:200], "seen_at": moment}
    fresh = KnownBrowser.insert(
        public_id=new_id(), person=person_id, browser=browser_hash, method=method, created_at=moment, **seen
    ).on_conflict_ignore()
    if method != PASSWORD:  # the strongest way of this browser is what counts
        seen["method"] = method
    with atomic():
        if list(fresh.returning(KnownBrowser.id).execute()):
            return True
        mine = (KnownBrowser.person == person_id) & (KnownBrowser.browser == browser_hash)
        KnownBrowser.update(**seen).where(mine).execute()
        return False


def notice(person_id: int, browser_hash: str, agent: str, method: str) -> None:
    """Note the browser of a sign-in; a new one is told of by mail, unless it is their first (smart-id.md §15).

    The letter has a link by which the person says that it was not them: `disown` takes its token.
    """
    with atomic():
        if not recognise(person_id, browser_hash, agent, method):
            return
        latest, *others = browsers_of(person_id)
        who = Person.get_by_id(person_id)
        if who.email and (others or now() - who.created_at > A_DAY):  # forgetting all of them silences nothing
            told = {"to": who.email, "language": who.language, "at": now(), "browser": browser_name(agent)}
            outbox.put("new_browser", latest.public_id, told | {"not_me": not_me(who, latest.public_id)})


def is_known(person_id: int, browser_hash: str) -> bool:
    """Whether this person has proven who they are in this browser before: a password proves nobody."""
    mine = (KnownBrowser.person == person_id) & (KnownBrowser.browser == browser_hash)
    mine &= KnownBrowser.method != PASSWORD
    return bool(KnownBrowser.select().where(mine).exists())


def browsers_of(person_id: int, this: str = "") -> list[Browser]:
    """The person's known browsers, the latest used first; `this` is the hash of the one they look from."""
    mine = KnownBrowser.select().where(KnownBrowser.person == person_id)
    found = mine.order_by(KnownBrowser.seen_at.desc(), KnownBrowser.id.desc())
    return [
        Browser(one.public_id, one.agent, one.method, one.created_at, one.seen_at, one.browser == this) for one in found
    ]


def forget_browser(person_id: int, public_id: str) -> None:
    """This browser is not theirs any more: it will be told of again, and may not push. Raises NotFound."""
    owned_by(person_id, KnownBrowser, public_id).delete_instance()


def block_pushes(person_id: int, seconds: int = A_DAY) -> None:
    """„Tai buvau ne aš“: for so long nothing makes this person's telephone ring; the other ways stay open."""
    Person.update(push_blocked_until=now() + seconds).where(Person.id == person_id).execute()


def pushes_allowed(person_id: int) -> bool:
    """Whether this person's telephone may be asked now."""
    allowed = (Person.id == person_id) & (Person.push_blocked_until <= now())
    return bool(Person.select().where(allowed).exists())
