"""Insert what is missing, change what differs, leave the rest alone: so the same file twice changes nothing."""

from collections.abc import Callable, Iterable, Mapping
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


def upsert(
    model: type[Model],
    key: tuple[str, ...],
    wanted: Mapping[Key, Values],
    insert: Callable[[Key, Values], int],
    only: Any = None,
) -> dict[Key, Kept]:
    """The rows of `wanted` by their key, as they are afterwards. `only` narrows what is looked at.

    The key's first field finds the rows that are there: put the one first that few rows share. `insert` makes a row
    and gives its id: for files of many rows a constant statement, because building one costs ten times its running.
    """
    if not wanted:
        return {}
    query = model.select().where(getattr(model, key[0]).in_({place[0] for place in wanted}))
    found: Iterable[Any] = (query if only is None else query.where(only)).dicts()
    there = {tuple(row[name] for name in key): row for row in found}
    return {
        place: _changed(model, there[place], values) if place in there else Kept(insert(place, values), "new")
        for place, values in wanted.items()
    }


def _changed(model: type[Model], row: Mapping[str, Any], values: Values) -> Kept:
    other = frozenset(name for name, value in values.items() if row[name] != value)
    if not other:
        return Kept(row["id"], "same")
    model.update(**values).where(model.id == row["id"]).execute()
    return Kept(row["id"], "changed", other)
