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
