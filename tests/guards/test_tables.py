"""The tables that the migrations build are the tables that the models describe."""

import importlib
import pkgutil
import re
from typing import Any

import pytest

import data
from data.database import Model, connect, database, migrate, open_database
from tests.postgres import create_database

Shape = dict[str, Any]
CHECK = re.compile(r"CHECK \((?:[^()]|\([^()]*\))*\)")


def models() -> list[type[Model]]:
    """Every model of data/, found by importing all of it."""
    for module in pkgutil.iter_modules(data.__path__):
        importlib.import_module(f"data.{module.name}")
    found, waiting = [], [Model]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += below
        waiting += below
    return found


def checks(table: str) -> list[str]:
    if database.param == "?":
        sql = database.execute_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        return sorted(CHECK.findall(sql.replace('"', "")))
    found = database.execute_sql(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", (table,)
    )
    return sorted(text for (text,) in found.fetchall())


def shapes(names: set[str]) -> dict[str, Shape]:
    """What the database itself says of these tables."""
    return {
        name: {
            "columns": {(c.name, c.data_type.lower(), c.null, c.primary_key) for c in database.get_columns(name)},
            "indexes": {(tuple(i.columns), i.unique) for i in database.get_indexes(name)},
            "foreign keys": {(k.column, k.dest_table, k.dest_column) for k in database.get_foreign_keys(name)},
            "checks": checks(name),
        }
        for name in names & set(database.get_tables())
    }


def test_migrations_build_what_the_models_describe(tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, described = tables, models()
    for model in described if "postgres" in engine else ():
        monkeypatch.setattr(model._meta, "without_rowid", False)  # only SQLite knows such tables
    names = {model._meta.table_name for model in described}
    database.close()
    try:
        open_database(create_database(engine, "migrated") if "postgres" in engine else "sqlite:///:memory:")
        migrate()
        built = shapes(names)
        database.close()
        open_database(create_database(engine, "described") if "postgres" in engine else "sqlite:///:memory:")
        connect()
        database.create_tables(described)
        wanted = shapes(names)
    finally:
        database.close()
    assert len(wanted) == len(described)
    for name in names:
        assert built.get(name) == wanted[name], name
