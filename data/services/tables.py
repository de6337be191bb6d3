"""Providers, the accounts people have with them, the meters there, and whose service each is to whom."""

import peewee

from data.database import Model, new_id, now
from data.people import Person


class Provider(Model):
    """Somebody who supplies and bills. Rows come from data/catalogue/providers.csv."""

    code = peewee.TextField(unique=True)
    kind = peewee.TextField(index=True)
    name = peewee.TextField()
    region = peewee.TextField(default="")
    search = peewee.TextField(default="")
    code_label = peewee.TextField()
    code_letters = peewee.BooleanField(default=False)
    code_least = peewee.BigIntegerField(default=1)
    code_most = peewee.BigIntegerField(default=20)
    popular = peewee.BigIntegerField(default=0)
    is_closed = peewee.BooleanField(default=False)
    advice = peewee.TextField(default="")
    is_connected = peewee.BooleanField(default=False)
    takes_readings = peewee.BooleanField(default=False)
    own_amount = peewee.BooleanField(default=True)
    unit = peewee.TextField(default="")
    decimals = peewee.BigIntegerField(default=0)
    payee_account = peewee.TextField(default="")
    pricing = peewee.TextField(default="declaration_month")


class Account(Model):
    """A payer code at a provider. Connected: imported. Open: as one resident typed it (`keeper`), nobody else's."""

    public_id = peewee.TextField(unique=True, default=new_id)
    provider = peewee.ForeignKeyField(Provider, backref="accounts")
    payer_code = peewee.TextField()
    keeper = peewee.BigIntegerField(default=0)
    holder_name = peewee.TextField(default="")
    holder_index = peewee.TextField(default="", index=True)
    address = peewee.TextField(default="")
    plan = peewee.TextField(default="")

    class Meta:
        indexes = ((("provider", "payer_code", "keeper"), True),)


class Meter(Model):
    """A device that counts. A smart one is read from afar: nothing is declared. It counts rightly until the ISO day
    `verified_until` of its verification; '' where nobody has told."""

    public_id = peewee.TextField(unique=True, default=new_id)
    account = peewee.ForeignKeyField(Account, backref="meters")
    number = peewee.TextField()
    is_smart = peewee.BooleanField(default=False)
    verified_until = peewee.TextField(default="")

    class Meta:
        indexes = ((("account", "number"), True),)


class Register(Model):
    """One row of digits on a meter. `code` is '' when it is the only one, else t1, t2 …; `zone` names its price."""

    meter = peewee.ForeignKeyField(Meter, backref="registers")
    code = peewee.TextField(default="")
    zone = peewee.TextField(default="")
    unit = peewee.TextField()
    digits = peewee.BigIntegerField()
    decimals = peewee.BigIntegerField(default=0)
    first_value = peewee.BigIntegerField()
    first_date = peewee.TextField()

    class Meta:
        indexes = ((("meter", "code"), True),)


class Service(Model):
    """The person's link to an account. Level 0: the code alone; 1: proven by a meter's number; 2: by a strong identity,
    which is the holder's (security.md §4)."""

    public_id = peewee.TextField(unique=True, default=new_id)
    person = peewee.ForeignKeyField(Person, backref="services", on_delete="CASCADE")
    account = peewee.ForeignKeyField(Account, backref="services")
    whose = peewee.TextField(constraints=[peewee.Check("whose IN ('mine', 'other')")])
    nickname = peewee.TextField(default="")
    level = peewee.BigIntegerField(default=0)
    key = peewee.TextField(unique=True, default=new_id)
    created_at = peewee.BigIntegerField(default=now)
    removed_at = peewee.BigIntegerField(default=0)

    class Meta:
        indexes = ((("person", "account", "removed_at"), True),)


class LinkEvent(Model):
    """What strong identity did to the person's link to an account, and what the person did about it. `before` is the
    level that the service had of its own until then; None when linking made it. The latest event of an account holds.
    `seen_at` is when the person was told and said so; 0 until then.
    """

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    account = peewee.ForeignKeyField(Account)
    what = peewee.TextField(constraints=[peewee.Check("what IN ('linked', 'unlinked', 'undone', 'restored')")])
    reason = peewee.TextField()
    before = peewee.BigIntegerField(null=True)
    at = peewee.BigIntegerField(default=now)
    seen_at = peewee.BigIntegerField(default=0)
