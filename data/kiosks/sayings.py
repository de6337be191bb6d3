"""What a page of a visit said, until its sound is fetched: sealed, a few pages at most, gone with the visit."""

import peewee

from data import sealing
from data.database import Model, NotFound, atomic
from data.kiosks.tables import KioskVisit

KEPT = 4  # pages: whoever is quick leaves one before its sound has come


class KioskSaying(Model):
    """The text of one page. `key` is a hash of it and its language, so the same page is the same sound."""

    visit = peewee.ForeignKeyField(KioskVisit, on_delete="CASCADE")
    key = peewee.TextField()
    sealed = peewee.TextField()

    class Meta:
        indexes = ((("visit", "key"), True),)


def keep(visit_id: int, key: str, text: str) -> None:
    """Keep it for this visit; of older ones only the last few stay."""
    with atomic():
        KioskSaying.delete().where((KioskSaying.visit == visit_id) & (KioskSaying.key == key)).execute()
        KioskSaying.create(visit=visit_id, key=key, sealed=sealing.seal(_purpose(visit_id, key), text))
        latest = KioskSaying.select(KioskSaying.id).where(KioskSaying.visit == visit_id).order_by(KioskSaying.id.desc())
        kept = [one.id for one in latest.limit(KEPT)]
        KioskSaying.delete().where((KioskSaying.visit == visit_id) & KioskSaying.id.not_in(kept)).execute()


def said(visit_id: int, key: str) -> str:
    """The text. Raises NotFound for another visit's and for one that is no longer kept."""
    found = KioskSaying.get_or_none((KioskSaying.visit == visit_id) & (KioskSaying.key == key))
    if found is None:
        raise NotFound
    return sealing.unseal(_purpose(visit_id, key), found.sealed)


def forget(visit_id: int) -> None:
    """Delete all that this visit's pages said."""
    KioskSaying.delete().where(KioskSaying.visit == visit_id).execute()


def _purpose(visit_id: int, key: str) -> str:
    return f"saying {visit_id} {key}"
