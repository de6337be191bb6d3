"""Who asked to be called. The number is sealed; once somebody has called, it is gone."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import peewee

from data import outbox, sealing
from data.database import Model, NotFound, atomic, new_id, now
from rules.call_backs import Hours, Slot, slot_of

FILE = Path(__file__).parent / "catalogue" / "help_line.toml"


class CallBack(Model):
    """A wish to be called between two moments (epoch seconds)."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    sealed_phone = peewee.TextField()
    about = peewee.TextField(default="")
    language = peewee.TextField(default="lt")
    begins_at = peewee.BigIntegerField()
    ends_at = peewee.BigIntegerField()
    created_at = peewee.BigIntegerField(default=now)
    done_at = peewee.BigIntegerField(null=True)

    class Meta:
        table_name = "call_back"


@dataclass(frozen=True)
class Wish:
    """What somebody asked for: the number as E.164, when, what about, and the language to speak."""

    phone: str = field(repr=False)
    slot: Slot
    about: str
    language: str


@dataclass(frozen=True)
class Asked:
    """A wish as it is kept; `phone` is empty when it was dealt with, or when its seal cannot be opened any more."""

    public_id: str
    wish: Wish
    created_at: int
    is_done: bool


@cache
def hours() -> Hours:
    """When the help line answers: catalogue/help_line.toml."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    pairs = tuple((begins, ends) for begins, ends in told["hours"])
    return Hours(frozenset(told["weekdays"]), pairs, frozenset(told["holidays"]))


def ask(key: str, wish: Wish, staff_mail: str) -> str:
    """Keep the wish and write to staff (not the number), both or neither; the same key again changes nothing.

    Returns the public id.
    """
    public_id, slot = new_id(), wish.slot
    with atomic():
        fresh = CallBack.insert(
            public_id=public_id,
            key=key,
            sealed_phone=sealing.seal(_purpose(public_id), wish.phone),
            about=wish.about,
            language=wish.language,
            begins_at=slot.begins_at,
            ends_at=slot.ends_at,
        ).on_conflict_ignore()
        if not list(fresh.returning(CallBack.public_id).execute()):
            return str(CallBack.get(CallBack.key == key).public_id)
        told = {"day": slot.day, "begins": slot.begins, "ends": slot.ends, "about": wish.about}
        outbox.put("call_back", public_id, {"to": staff_mail, "language": "lt", **told})
    return public_id


def one(public_id: str) -> Asked:
    """The wish of this id. Raises NotFound."""
    found = CallBack.get_or_none(CallBack.public_id == public_id)
    if found is None:
        raise NotFound
    return _asked(found)


def open_ones() -> list[Asked]:
    """Whom staff have yet to call, the soonest first."""
    found = CallBack.select().where(CallBack.done_at.is_null()).order_by(CallBack.begins_at, CallBack.id)
    return [_asked(one) for one in found]


def close(public_id: str) -> None:
    """Somebody has called: the number and what it was about are no longer kept. Raises NotFound."""
    gone = {"done_at": now(), "sealed_phone": "", "about": ""}
    if not CallBack.update(**gone).where((CallBack.public_id == public_id) & CallBack.done_at.is_null()).execute():
        one(public_id)


def forget_old(before: int) -> int:
    """Delete what was to be done by this moment (epoch seconds), called or not. Returns how many."""
    deleted: int = CallBack.delete().where(CallBack.ends_at < before).execute()
    return deleted


def _asked(found: CallBack) -> Asked:
    try:
        phone = sealing.unseal(_purpose(found.public_id), found.sealed_phone) if found.sealed_phone else ""
    except sealing.DoesNotFit:  # sealed under a key that the settings no longer hold
        phone = ""
    wish = Wish(phone, slot_of(found.begins_at, found.ends_at), found.about, found.language)
    return Asked(found.public_id, wish, found.created_at, found.done_at is not None)


def _purpose(public_id: str) -> str:
    return f"call-back {public_id}"
