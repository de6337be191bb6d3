"""Providers, the accounts people have with them, the meters there, and whose service each is to whom."""

from typing import Any

import peewee


def up(migrator: Any, db: Any) -> None:
    """Create the tables as they were on the first day; later changes are later files."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Person(peewee.Model):
        class Meta:
            database = db
            table_name = "person"

    class Provider(peewee.Model):
        code = peewee.TextField(unique=True)
        kind = peewee.TextField(index=True)
        name = peewee.TextField()
        region = peewee.TextField()
        search = peewee.TextField()
        code_label = peewee.TextField()
        code_letters = peewee.BooleanField()
        code_least = peewee.BigIntegerField()
        code_most = peewee.BigIntegerField()
        popular = peewee.BigIntegerField()
        is_closed = peewee.BooleanField()
        advice = peewee.TextField()
        is_connected = peewee.BooleanField()
        takes_readings = peewee.BooleanField()
        own_amount = peewee.BooleanField()
        unit = peewee.TextField()
        decimals = peewee.BigIntegerField()
        payee_account = peewee.TextField()

        class Meta:
            database = db
            table_name = "provider"
            strict_tables = is_sqlite

    class Account(peewee.Model):
        public_id = peewee.TextField(unique=True)
        provider = peewee.ForeignKeyField(Provider)
        payer_code = peewee.TextField()
        keeper = peewee.BigIntegerField()
        holder_name = peewee.TextField()
        holder_index = peewee.TextField(index=True)
        address = peewee.TextField()
        plan = peewee.TextField()

        class Meta:
            database = db
            table_name = "account"
            strict_tables = is_sqlite
            indexes = ((("provider", "payer_code", "keeper"), True),)

    class Meter(peewee.Model):
        public_id = peewee.TextField(unique=True)
        account = peewee.ForeignKeyField(Account)
        number = peewee.TextField()
        is_smart = peewee.BooleanField()

        class Meta:
            database = db
            table_name = "meter"
            strict_tables = is_sqlite
            indexes = ((("account", "number"), True),)

    class Register(peewee.Model):
        meter = peewee.ForeignKeyField(Meter)
        code = peewee.TextField()
        zone = peewee.TextField()
        unit = peewee.TextField()
        digits = peewee.BigIntegerField()
        decimals = peewee.BigIntegerField()
        first_value = peewee.BigIntegerField()
        first_date = peewee.TextField()

        class Meta:
            database = db
            table_name = "register"
            strict_tables = is_sqlite
            indexes = ((("meter", "code"), True),)

    class Service(peewee.Model):
        public_id = peewee.TextField(unique=True)
        person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
        account = peewee.ForeignKeyField(Account)
        whose = peewee.TextField(constraints=[peewee.Check("whose IN ('mine', 'other')")])
        nickname = peewee.TextField()
        level = peewee.BigIntegerField()
        key = peewee.TextField(unique=True)
        created_at = peewee.BigIntegerField()
        removed_at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "service"
            strict_tables = is_sqlite
            indexes = ((("person", "account", "removed_at"), True),)

    db.create_tables([Provider, Account, Meter, Register, Service])
