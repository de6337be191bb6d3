"""Who a strong identity belongs to. The table holds an index to find it by, and the rest sealed."""

import json
from dataclasses import asdict, dataclass, replace

import peewee

from data import outbox, sealing
from data.database import Model, NotFound, atomic, locked, new_id, now, one_at_a_time
from data.identities.letters import IDENTITY, not_me
from data.people import Person
from rules.identity import Identity


class Taken(Exception):
    """This identity is another account's, or this account is another person's."""


class IdentityRow(Model):
    """One strong identity of one person. `code_index` finds it, `sealed` is the Identity as it was last proven, and
    `methods` are all the ways by which it ever was, with spaces between."""

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    code_index = peewee.TextField(unique=True)
    kind = peewee.TextField()
    country = peewee.TextField()
    sealed = peewee.TextField()
    method = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    used_at = peewee.BigIntegerField(default=now)
    methods = peewee.TextField(default="")

    class Meta:
        table_name = "identity"


@dataclass(frozen=True)
class Known:
    """An identity as its owner sees it: how it was last proven, the last four digits of a personal code ('' for a name
    that is none), since when it is here and when it was last used (epoch seconds), and every way it ever was proven."""

    method: str
    kind: str
    country: str
    last_digits: str
    since: int
    used_at: int
    methods: tuple[str, ...]


def person_of(index: str) -> int | None:
    """The row id of the person whose identity has this index, or None."""
    found = _row(index)
    return int(found.person_id) if found else None


def _row(index: str) -> IdentityRow | None:
    found: IdentityRow | None = IdentityRow.get_or_none(IdentityRow.code_index == index) if index else None
    return found


def indexes_of(person_id: int) -> frozenset[str]:
    """The indexes of all the person's identities, to look for contracts by."""
    mine = IdentityRow.select(IdentityRow.code_index).where(IdentityRow.person == person_id)
    return frozenset(found.code_index for found in mine)


def has_identity(person_id: int) -> bool:
    """Whether the person has ever proven strongly who they are."""
    return bool(IdentityRow.select().where(IdentityRow.person == person_id).exists())


def attach(person_id: int, identity: Identity, index: str) -> None:
    """This account is this person's from now on; the same again notes the newest proof, so call it at each sign-in.

    A new identity is told of by mail. Raises Taken when it is somebody else's, or when the account has another code of
    the same country: one account is one human being. Raises NotFound for a guest, who has no account yet.
    """
    with atomic():
        one_at_a_time(f"identity {index}")
        _lock_account(person_id)
        known = _row(index)
        if known and known.person_id != person_id:
            raise Taken
        if known is None and identity.kind == "PNO" and _has_other_code(person_id, identity.country):
            raise Taken
        _keep(person_id, identity, index, known)
        if known is None:
            _tell_of(person_id, identity, index)


def _tell_of(person_id: int, identity: Identity, index: str) -> None:
    """With a link that takes it away again: else whoever added it could not be got rid of."""
    who, added = Person.get_by_id(person_id), _row(index)
    if who.email and added:
        told = {"to": who.email, "language": who.language, "at": now(), "way": identity.method}
        outbox.put("identity_added", new_id(), told | {"not_me": not_me(who, f"{IDENTITY}{added.id}")})


def _lock_account(person_id: int) -> None:
    account = Person.select(Person.id).where((Person.id == person_id) & (Person.role != "guest"))
    if locked(account).first() is None:
        raise NotFound


def _has_other_code(person_id: int, country: str) -> bool:
    mine = (IdentityRow.person == person_id) & (IdentityRow.kind == "PNO") & (IdentityRow.country == country)
    return bool(IdentityRow.select().where(mine).exists())


def make_person(identity: Identity, index: str, language: str) -> int:
    """The row id of this identity's person, made now without a mailbox if nobody has it; two at once make one."""
    with atomic():
        one_at_a_time(f"identity {index}")
        known = _row(index)
        person_id = int(known.person_id if known else Person.create(language=language).id)
        _keep(person_id, identity, index, known)
        return person_id


def _keep(person_id: int, identity: Identity, index: str, known: IdentityRow | None) -> None:
    if not index:
        raise ValueError("an identity without a code")
    if known:
        document = identity.document or _opened(known).document  # other ways do not name Smart-ID's document
        identity = replace(identity, document=document)
    ways = dict.fromkeys((*_methods(known), identity.method)) if known else (identity.method,)
    values = {
        "sealed": _sealed(identity, index),
        "method": identity.method,
        "methods": " ".join(ways),
        "used_at": now(),
    }
    if known:
        IdentityRow.update(**values).where(IdentityRow.id == known.id).execute()
        return
    IdentityRow.create(person=person_id, code_index=index, kind=identity.kind, country=identity.country, **values)


def _methods(known: IdentityRow) -> tuple[str, ...]:
    """The process of the version before notes the latest way only."""
    return tuple(dict.fromkeys((*known.methods.split(), known.method)))


def _sealed(identity: Identity, index: str) -> str:
    told = json.dumps(asdict(replace(identity, session="")), ensure_ascii=False)
    return sealing.seal(f"identity {index}", told)


def _opened(known: IdentityRow) -> Identity:
    return Identity(**json.loads(sealing.unseal(f"identity {known.code_index}", known.sealed)))


def identities_of(person_id: int) -> list[Known]:
    """The person's identities, the oldest first."""
    mine = IdentityRow.select().where(IdentityRow.person == person_id).order_by(IdentityRow.id)
    return [
        Known(
            method=one.method,
            kind=one.kind,
            country=one.country,
            last_digits=_last_digits(_opened(one)),
            since=one.created_at,
            used_at=one.used_at,
            methods=_methods(one),
        )
        for one in mine
    ]


def _last_digits(identity: Identity) -> str:
    return identity.code[-4:] if identity.kind == "PNO" else ""


def recall(index: str) -> Identity | None:
    """An identity as it was last proven, with the document to ask the same telephone again; None if nobody has it."""
    known = _row(index)
    return _opened(known) if known else None
