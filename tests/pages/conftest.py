"""What several tests of pages need."""

import pytest

from data.imports import catalogue
from tests import people
from tests.client import CheckingClient


@pytest.fixture
def ruta(client: CheckingClient) -> CheckingClient:
    """Rūta's browser; she has nothing yet. The demo households are in."""
    catalogue.load()
    catalogue.load_demo("k" * 32)
    client.sign_in(people.ruta().person)
    return client
