"""People, their sessions, and the letters that prove a mailbox."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        public_id = peewee.TextField(unique=True)
        email = peewee.TextField(unique=True, null=True)
        password_hash = peewee.TextField()
        language = peewee.TextField()
        role = peewee.TextField(constraints=[peewee.Check("role IN ('resident', 'staff', 'guest')")])
        created_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "person"
            strict_tables = is_sqlite

    class MailLink(peewee.Model):
        purpose = peewee.TextField(constraints=[peewee.Check("purpose IN ('register', 'reset')")])
        token_hash = peewee.TextField(unique=True)
        code_hash = peewee.TextField()
        code_tries = peewee.BigIntegerField()
        code_expires_at = peewee.BigIntegerField()
        email = peewee.TextField(index=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE", null=True)
        password_hash = peewee.TextField()
        browser = peewee.TextField(index=True)
        language = peewee.TextField()
        created_at = peewee.BigIntegerField()
        expires_at = peewee.BigIntegerField()
        used_at = peewee.BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "mail_link"
            strict_tables = is_sqlite

    class Session(peewee.Model):
        public_id = peewee.TextField(unique=True)
        token_hash = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        method = peewee.TextField()
        created_at = peewee.BigIntegerField()
        seen_at = peewee.BigIntegerField()
        ends_at = peewee.BigIntegerField()
        address = peewee.TextField()
        agent = peewee.TextField()

        class Meta:
            database = db
            table_name = "session"
            strict_tables = is_sqlite

    db.create_tables([Person, MailLink, Session])
