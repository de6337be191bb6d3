"""Proving oneself again: when a password was typed in a session, by which ways a person was proven, other mailboxes."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the table, and widen two so that a process of the version before still writes to them."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db
            table_name = "person"

    class EmailChange(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        email = peewee.TextField()
        is_taken = peewee.BooleanField()
        token_hash = peewee.TextField(unique=True)
        code_hash = peewee.TextField()
        code_tries = peewee.BigIntegerField()
        code_expires_at = peewee.BigIntegerField()
        created_at = peewee.BigIntegerField()
        expires_at = peewee.BigIntegerField(index=True)
        used_at = peewee.BigIntegerField(null=True)
        before = peewee.TextField()
        undo_hash = peewee.TextField(unique=True, null=True)
        undo_until = peewee.BigIntegerField()
        undone_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "email_change"
            strict_tables = is_sqlite

    db.create_tables([EmailChange])
    typed_at = peewee.BigIntegerField(constraints=[peewee.Default("0")])
    migrator.migrate(migrator.add_column("session", "typed_at", typed_at, allow_not_null=True))
    methods = peewee.TextField(constraints=[peewee.Default("''")])
    migrator.migrate(migrator.add_column("identity", "methods", methods, allow_not_null=True))
