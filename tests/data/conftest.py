"""Every test of this ring has empty tables on both databases."""

import pytest

from data import sealing
from settings import Settings


@pytest.fixture(autouse=True)
def _tables(tables: str) -> None:
    sealing.set_key(Settings.from_environment({"SANDBOX": "1"}).identity_key)
