"""What several tests of terminals need."""

import pytest
from flask import Flask

from tests.client import CheckingClient


@pytest.fixture
def phone(app: Flask) -> CheckingClient:
    """The browser of a telephone, beside the terminal's."""
    return app.test_client()  # type: ignore[return-value]
