"""People, their sessions, and the letters that prove a mailbox."""

import peewee

from data.database import Model, new_id, now


class Person(Model):
    """An account of the site, proven by a mailbox or by a strong identity; or a guest, who has only typed a code.

    Somebody who came by a strong identity may have neither e-mail address nor password. `remind_days` is how many days
    before the deadline they are reminded; 0 for never.
    """

    public_id = peewee.TextField(unique=True, default=new_id)
    email = peewee.TextField(unique=True, null=True)
    password_hash = peewee.TextField(default="")
    language = peewee.TextField(default="lt")
    role = peewee.TextField(default="resident", constraints=[peewee.Check("role IN ('resident', 'staff', 'guest')")])
    created_at = peewee.BigIntegerField(default=now)
    phone = peewee.TextField(default="")
    push_blocked_until = peewee.BigIntegerField(default=0)
    remind_days = peewee.BigIntegerField(default=3)


class Session(Model):
    """One signed-in browser. Only the SHA-256 of its token is kept; ending the row signs the browser out.

    `proven_at` is when its person last gave a strong proof in it, by the method `proof`; 0 when they never did.
    `typed_at` is when they last typed their password again, having been signed in already; 0 for never.
    """

    public_id = peewee.TextField(unique=True, default=new_id)
    token_hash = peewee.TextField(unique=True)
    person = peewee.ForeignKeyField(Person, backref="sessions", on_delete="CASCADE")
    method = peewee.TextField()
    created_at = peewee.BigIntegerField(default=now)
    seen_at = peewee.BigIntegerField(default=now)
    ends_at = peewee.BigIntegerField()
    address = peewee.TextField(default="")
    agent = peewee.TextField(default="")
    proven_at = peewee.BigIntegerField(default=0)
    proof = peewee.TextField(default="")
    oidc_sid = peewee.TextField(default="", index=True)
    typed_at = peewee.BigIntegerField(default=0)


class MailLink(Model):
    """A letter with a link and, for registering, a six-digit code. Tokens and codes are kept as hashes, used once."""

    purpose = peewee.TextField(constraints=[peewee.Check("purpose IN ('register', 'reset')")])
    token_hash = peewee.TextField(unique=True)
    code_hash = peewee.TextField(default="")
    code_tries = peewee.BigIntegerField(default=0)
    code_expires_at = peewee.BigIntegerField(default=0)
    email = peewee.TextField(index=True)
    person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
    password_hash = peewee.TextField(default="")
    browser = peewee.TextField(default="", index=True)
    language = peewee.TextField(default="lt")
    created_at = peewee.BigIntegerField(default=now)
    expires_at = peewee.BigIntegerField()
    used_at = peewee.BigIntegerField(null=True)


class EmailChange(Model):
    """A person's wish for another address. `is_taken`: the address was somebody else's, so the letter promises nothing.

    `before` is the address that was replaced, '' for none; whoever reads its mail may undo the change for a day.
    """

    person = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    email = peewee.TextField()
    is_taken = peewee.BooleanField()
    token_hash = peewee.TextField(unique=True)
    code_hash = peewee.TextField()
    code_tries = peewee.BigIntegerField(default=0)
    code_expires_at = peewee.BigIntegerField()
    created_at = peewee.BigIntegerField(default=now)
    expires_at = peewee.BigIntegerField(index=True)
    used_at = peewee.BigIntegerField(null=True)
    before = peewee.TextField(default="")
    undo_hash = peewee.TextField(unique=True, null=True)
    undo_until = peewee.BigIntegerField(default=0)
    undone_at = peewee.BigIntegerField(null=True)
