"""Insert what is missing, change what differs, leave the rest alone: so the same file twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.database import Model

Key = tuple[Any, ...]
Values = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """A row's id, whether it was "new", "changed" or the "same", and the fields that changed."""

    id: int
    state: str
    changed: frozenset[str] = frozenset()


def upsert(model: type[Model], key: tuple[str, ...], wanted: Mapping[Key, Values], only: Any = None) -> dict[Key, Kept]:
    """The rows of `wanted` by their key, as they are afterwards. `only` narrows what is looked at.

    The key's first field finds the rows that are there: put the one first that few rows share.
    """
    if not wanted:
        return {}
    query = model.select().where(getattr(model, key[0]).in_({place[0] for place in wanted}))
    there = {_place(row, key): row for row in (query if only is None else query.where(only))}
    missing = [dict(zip(key, place, strict=True)) | wanted[place] for place in wanted if place not in there]
    kept = {place: _changed(model, there[place], wanted[place]) for place in wanted if place in there}
    if missing:
        fields = [getattr(model, name) for name in ("id", *key)]
        for row in model.insert_many(missing).returning(*fields).execute():
            kept[_place(row, key)] = Kept(row.id, "new")
    return kept


def _place(row: Model, key: tuple[str, ...]) -> Key:
    return tuple(row.__data__[name] for name in key)


def _changed(model: type[Model], row: Model, values: Values) -> Kept:
    other = frozenset(name for name, value in values.items() if row.__data__[name] != value)
    if not other:
        return Kept(row.id, "same")
    model.update(**values).where(model.id == row.id).execute()
    return Kept(row.id, "changed", other)
