"""Strong identity: attempts to prove one, whose it is, from which browsers, and which contracts it linked."""

from typing import Any

import peewee

STATES = "state IN ('created', 'waiting', 'returned', 'verified', 'consumed', 'refused', 'expired', 'failed')"
TEXT = {"person": ("phone",), "session": ("proof", "oidc_sid")}
NUMBER = {"person": ("push_blocked_until",), "session": ("proven_at",)}


def up(migrator: Any, db: Any) -> None:
    """Create the tables, and widen those of people so that a process of the version before still writes to them."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db
            table_name = "person"

    class Account(peewee.Model):
        class Meta:
            database = db
            table_name = "account"

    class IdentityRow(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        code_index = peewee.TextField(unique=True)
        kind = peewee.TextField()
        country = peewee.TextField()
        sealed = peewee.TextField()
        method = peewee.TextField()
        created_at = peewee.BigIntegerField()
        used_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "identity"
            strict_tables = is_sqlite

    class KnownBrowser(peewee.Model):
        public_id = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        browser = peewee.TextField()
        agent = peewee.TextField()
        method = peewee.TextField()
        created_at = peewee.BigIntegerField()
        seen_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "known_browser"
            strict_tables = is_sqlite
            indexes = ((("person", "browser"), True),)

    class Attempt(peewee.Model):
        public_id = peewee.TextField(unique=True)
        key = peewee.TextField(unique=True)
        method = peewee.TextField(constraints=[peewee.Check("method IN ('smart-id', 'mobile-id', 'viisp', 'oidc')")])
        flow = peewee.TextField()
        purpose = peewee.TextField(constraints=[peewee.Check("purpose IN ('enter', 'prove')")])
        state = peewee.TextField(constraints=[peewee.Check(STATES)])
        browser = peewee.TextField()
        person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
        expected = peewee.TextField(index=True)
        kept = peewee.TextField()
        returned = peewee.TextField()
        identity = peewee.TextField()
        outcome = peewee.TextField()
        leased_until = peewee.BigIntegerField()
        created_at = peewee.BigIntegerField()
        began_at = peewee.BigIntegerField()
        expires_at = peewee.BigIntegerField()
        used_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "attempt"
            strict_tables = is_sqlite
            indexes = ((("state", "leased_until"), False),)

    class LinkEvent(peewee.Model):
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        account = peewee.ForeignKeyField(Account)
        what = peewee.TextField(constraints=[peewee.Check("what IN ('linked', 'unlinked', 'undone', 'restored')")])
        reason = peewee.TextField()
        before = peewee.BigIntegerField(null=True)
        at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "link_event"
            strict_tables = is_sqlite

    db.create_tables([IdentityRow, KnownBrowser, Attempt, LinkEvent])
    for table, names in TEXT.items():
        for name in names:
            _add(migrator, table, name, peewee.TextField(constraints=[peewee.Default("''")]))
    for table, names in NUMBER.items():
        for name in names:
            _add(migrator, table, name, peewee.BigIntegerField(constraints=[peewee.Default("0")]))
    migrator.migrate(migrator.add_index("session", ("oidc_sid",)))


def _add(migrator: Any, table: str, name: str, field: peewee.Field) -> None:
    """In one statement, without rewriting the table: its default stands in the database."""
    migrator.migrate(migrator.add_column(table, name, field, allow_not_null=True))
