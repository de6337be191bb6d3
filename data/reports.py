"""Errors that people reported."""

import peewee

from data.database import Model, new_id, now


class Report(Model):
    """What somebody wrote, from which page, and whether staff have dealt with it."""

    public_id = peewee.TextField(unique=True, default=new_id)
    key = peewee.TextField(unique=True)
    message = peewee.TextField()
    page = peewee.TextField(default="")
    contact = peewee.TextField(default="")
    language = peewee.TextField(default="lt")
    created_at = peewee.BigIntegerField(default=now)
    done_at = peewee.BigIntegerField(null=True)
