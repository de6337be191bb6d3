"""Each refusal is a whole page with the help line, and says nothing of the inside."""

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from tests.client import AS_HTMX, BASE_URL, CheckingClient


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


def test_the_sandbox_leads_its_other_name_to_the_address_that_it_tells(app: Flask) -> None:
    """A cookie of `localhost` would be missing when the bank leads back to 127.0.0.1."""
    browser, other = FlaskClient(app, Response), BASE_URL.replace("127.0.0.1", "localhost")
    answer = browser.get("/help?q=kvit%C4%85", base_url=other)
    assert (answer.status_code, answer.location) == (307, f"{BASE_URL}/help?q=kvit%C4%85")
    assert browser.get("/%0AX: y", base_url=other).location == f"{BASE_URL}/%0AX%3A%20y"
    assert browser.post("/guest", base_url=other).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [("/services/%00", 404), ("/receipts/a%00b", 404), ("/help?q=%00", 400), ("/services/add/provider?kind=x%00", 400)],
)
def test_a_sign_that_no_database_keeps_is_refused(app: Flask, path: str, status: int) -> None:
    browser = FlaskClient(app, Response)
    assert browser.get(path, base_url=BASE_URL).status_code == status


def test_a_field_with_such_a_sign_is_refused(app: Flask) -> None:
    browser = FlaskClient(app, Response)
    assert browser.post("/help/report", base_url=BASE_URL, data={"message": "a\0b"}).status_code == 400
