"""Somebody who goes to a provider and comes home, and what our gateway makes of it."""

import pytest

from gateways import oidc
from gateways.errors import GatewayError
from gateways.oidc import Service
from rules.identity import Identity, Refusal
from tests.gateways.oidc.wayward import MOMENT, Provider

BACK = "http://127.0.0.1:9/sign-in/oidc"


def came_home(provider: Provider, service: Service | None = None, **query: str) -> Identity | Refusal:
    """Begin, prove oneself, finish, with these changes to what the browser brings."""
    service = service or provider.service()
    begun = oidc.begin(service, BACK)
    return oidc.finish(service, begun, provider.sent_home(begun, **query), MOMENT)


def known(provider: Provider, service: Service | None = None) -> Identity:
    """Who came home."""
    who = came_home(provider, service)
    assert isinstance(who, Identity), who
    return who


def reason(provider: Provider, service: Service | None = None, **query: str) -> str:
    """Why whoever came home is not believed."""
    refused = came_home(provider, service, **query)
    assert isinstance(refused, Refusal)
    assert refused.outcome == "failed"
    return refused.reason


def fault(provider: Provider, service: Service | None = None) -> str:
    """What went wrong with the provider."""
    with pytest.raises(GatewayError) as caught:
        came_home(provider, service)
    return str(caught.value)
