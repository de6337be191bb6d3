"""Declared readings: every version is kept, the latest one counts."""

import peewee

from data.database import Model, new_id, now
from data.people import Person
from data.services import Meter, Register


class Declaration(Model):
    """One sending of a meter's registers, with its receipt. `lines` is the frozen arithmetic as JSON."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    number = peewee.TextField(unique=True)
    person = peewee.ForeignKeyField(Person, null=True, backref="declarations")
    meter = peewee.ForeignKeyField(Meter, backref="declarations")
    period = peewee.TextField()
    version = peewee.BigIntegerField()
    state = peewee.TextField(
        default="declared", constraints=[peewee.Check("state IN ('declared', 'replaced', 'withdrawn')")]
    )
    channel = peewee.TextField(default="web")
    declared_at = peewee.BigIntegerField(default=now, index=True)
    total = peewee.BigIntegerField(null=True)
    lines = peewee.TextField(default="[]")
    flags = peewee.TextField(default="[]")

    class Meta:
        indexes = ((("meter", "period", "version"), True),)


class Reading(Model):
    """What one register showed. The key leads with the register, so a meter's history lies together on disk."""

    register = peewee.ForeignKeyField(Register)
    period = peewee.TextField()
    version = peewee.BigIntegerField()
    declaration = peewee.ForeignKeyField(Declaration, null=True, backref="readings")
    value = peewee.BigIntegerField(constraints=[peewee.Check("value >= 0")])
    previous = peewee.BigIntegerField()
    used = peewee.BigIntegerField()
    declared_at = peewee.BigIntegerField(default=now)
    is_valid = peewee.BooleanField(default=True)

    class Meta:
        primary_key = peewee.CompositeKey("register", "period", "version")
        without_rowid = True
