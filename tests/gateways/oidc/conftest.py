"""A wayward provider for each test that asks for one, and one certified provider for all that ask for that."""

from collections.abc import Iterator
from queue import Queue

import pytest

from gateways.oidc import Service
from tests.gateways.oidc.certified import BACK, HOME, Browser, certified, listening
from tests.gateways.oidc.wayward import Provider, wayward

STRONG = {"acr": "substantial", "amr": ["smartid"]}
JONAS = {"given_name": "Jonas", "family_name": "Bandymas"}
PEOPLE = {
    "jonas": {"proof": STRONG, "claims": JONAS},
    "ona": {"proof": STRONG, "claims": {"country": "LT", "personal_code": "40404040009"}},
    "weak": {"proof": {"acr": "low", "amr": ["smartid"]}, "claims": JONAS},
    "other": {"proof": {"acr": "high", "amr": ["pwd"]}, "claims": JONAS},
}
SECRET = "a secret+with%signs:of/every&kind=?"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with wayward() as running:
        yield running


@pytest.fixture(scope="session")
def ear() -> Iterator[tuple[str, Queue[str]]]:
    with listening() as heard:
        yield heard


@pytest.fixture(scope="session")
def service(ear: tuple[str, Queue[str]]) -> Iterator[Service]:
    """Our agreement with the certified provider."""
    common = {
        "client_secret": SECRET,
        "redirect_uris": [BACK],
        "post_logout_redirect_uris": [HOME],
        "backchannel_logout_uri": ear[0],
        "backchannel_logout_session_required": True,
    }
    curve = {"id_token_signed_response_alg": "ES256"}
    with certified([{"client_id": "us", **common}, {"client_id": "curve", **curve, **common}], PEOPLE) as issuer:
        yield Service(issuer, "us", SECRET, amr=("smartid", "mID"), after_logout=HOME)


@pytest.fixture
def browser() -> Browser:
    return Browser()
