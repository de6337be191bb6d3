"""Each refusal is a whole page with the help line, and says nothing of the inside."""

import pytest

from tests.client import AS_HTMX, CheckingClient


@pytest.mark.parametrize("headers", [{}, AS_HTMX])
def test_a_page_that_is_not_there(client: CheckingClient, headers: dict[str, str]) -> None:
    answer = client.get("/nothing-here", headers=headers)
    assert answer.status_code == 404
    assert "tel:1802" in answer.text or headers


def test_a_way_of_asking_that_is_not_there(client: CheckingClient) -> None:
    assert client.post("/health", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404


def test_another_host_is_refused(client: CheckingClient) -> None:
    answer = client.get("/health", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "evil" not in answer.text
