"""Every test of this ring has empty tables on both databases."""

import pytest


@pytest.fixture(autouse=True)
def _tables(tables: str) -> None:
    pass
