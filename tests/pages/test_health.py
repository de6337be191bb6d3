"""The page for monitors."""

from tests.client import CheckingClient


def test_health_answers(client: CheckingClient) -> None:
    assert client.get("/health").status_code == 200
