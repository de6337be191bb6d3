"""The worker's own Proving, before stand-ins that speak HTTP and a real database of each kind."""

from collections.abc import Iterator

import pytest

from data import sealing
from proving import Proving
from settings import Settings
from tests.proving.services import Services
from tests.proving.services import services as standing


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """All stand-ins; their certificates are slow to make, so all tests of a process share them."""
    with standing(tmp_path_factory.mktemp("proving")) as running:
        yield running


@pytest.fixture(autouse=True)
def _tables(tables: str) -> None:
    sealing.set_key(Settings.from_environment({"SANDBOX": "1"}).identity_key)


@pytest.fixture
def proving(services: Services, tables: str) -> Iterator[Proving]:
    """A worker with every way of the sandbox."""
    made = Proving(services.ways)
    yield made
    made.pool.shutdown(wait=False, cancel_futures=True)
