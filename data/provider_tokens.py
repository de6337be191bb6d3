"""Tokens with which the programs of providers ask: of each only its hash is kept."""

import peewee

from data.database import Model, NotFound, now, row
from data.services import Provider

OF_TOKEN = """SELECT p.code FROM provider_token t JOIN provider p ON p.id = t.provider_id
WHERE t.token_hash = ? AND t.revoked_at = 0"""


class ProviderToken(Model):
    """One program's right to ask for, and to bring, what is its provider's."""

    provider = peewee.ForeignKeyField(Provider)
    token_hash = peewee.TextField(unique=True)
    created_at = peewee.BigIntegerField(default=now)
    revoked_at = peewee.BigIntegerField(default=0)


def give(provider: str, token_hash: str) -> None:
    """A token more for the provider with this code. Raises NotFound."""
    found = Provider.get_or_none(Provider.code == provider)
    if found is None:
        raise NotFound
    ProviderToken.create(provider=found, token_hash=token_hash)


def revoke(provider: str) -> int:
    """Every token of the provider ends; how many there were."""
    theirs = Provider.select(Provider.id).where(Provider.code == provider)
    open_ones = ProviderToken.update(revoked_at=now()).where(ProviderToken.revoked_at == 0)
    return int(open_ones.where(ProviderToken.provider.in_(theirs)).execute())


def provider_of(token_hash: str) -> str:
    """The code of the provider whose token this is, or ''."""
    found = row(OF_TOKEN, token_hash)
    return str(found[0]) if found else ""
