"""Tokens of providers' programs, and declarations in the order they came, which is how they go out."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table and the index."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Provider(peewee.Model):
        class Meta:
            database = db

    class ProviderToken(peewee.Model):
        provider = peewee.ForeignKeyField(Provider)
        token_hash = peewee.TextField(unique=True)
        created_at = peewee.BigIntegerField()
        revoked_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "provider_token"
            strict_tables = is_sqlite

    db.create_tables([ProviderToken])
    migrator.migrate(migrator.add_index("declaration", ("declared_at",)))
