"""What a browser has already is not sent again, and what is somebody's own or has a form is never kept."""

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import people
from tests.client import AS_HTMX, BASE_URL, CheckingClient

SAME_FOR_ALL = ("/help", "/help?q=kodas", "/help/contact", "/help/video", "/help/accessibility")


@pytest.fixture
def client(client: CheckingClient) -> CheckingClient:
    """A browser that has been here and has the sheet."""
    client.get("/help/contact")
    return client


def mark(answer: TestResponse) -> dict[str, str]:
    return {"If-None-Match": answer.headers["ETag"]}


def head(answer: TestResponse) -> int:
    """The bytes of an answer's head, as HTTP/1.1 writes them; gunicorn adds some ninety of its own."""
    return len(f"HTTP/1.1 {answer.status}\r\n\r\n") + sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)


def compressed(app: Flask, path: str, **headers: str) -> TestResponse:
    """As a browser gets it that can read brotli, before anybody checks it."""
    return FlaskClient(app, use_cookies=False).get(
        path, base_url=BASE_URL, headers={"Accept-Encoding": "br", **headers}
    )


@pytest.mark.parametrize("path", SAME_FOR_ALL)
def test_a_page_that_is_the_same_for_all_is_not_sent_twice(client: CheckingClient, path: str) -> None:
    page = client.get(path)
    again = client.get(path, headers=mark(page))
    assert (again.status_code, again.data) == (304, b"")
    assert page.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-cache"
    assert again.headers["ETag"] == page.headers["ETag"]
    assert "Cookie" in " ".join(again.headers.getlist("Vary"))
    assert head(again) < 250, again.headers
    assert 'name="csrf"' not in page.text


@pytest.mark.parametrize("choice", [("language", "en"), ("theme", "dark"), ("lean", "on"), ("sheet", "older")])
def test_another_choice_is_another_page(client: CheckingClient, choice: tuple[str, str]) -> None:
    page = client.get("/help")
    client.set_cookie(*choice, domain="127.0.0.1")
    assert client.get("/help", headers=mark(page)).status_code == 200


def test_the_mark_is_the_same_however_the_page_is_compressed_and_so_weak(app: Flask, client: CheckingClient) -> None:
    plain = client.get("/help")
    small = compressed(app, "/help", Cookie=f"sheet={app.config['STATIC_VERSION']}")
    assert brotli.decompress(small.data) == plain.data
    assert small.headers["ETag"] == plain.headers["ETag"]
    assert plain.headers["ETag"].startswith("W/")


@pytest.mark.parametrize("path", [*SAME_FOR_ALL, "/", "/services", "/account", "/readings"])
def test_whoever_is_signed_in_sees_pages_that_nothing_keeps(client: CheckingClient, path: str) -> None:
    before = client.get(path).headers.get("ETag", 'W/"none"')
    client.sign_in(people.ona().person)
    page = client.get(path, headers={"If-None-Match": before})
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store, no-cache"
    assert "ETag" not in page.headers


@pytest.mark.parametrize("path", ["/", "/sign-in", "/register", "/help/report", "/help/call-back", "/nothing-here"])
def test_a_page_with_a_form_or_a_refusal_is_kept_by_nothing(client: CheckingClient, path: str) -> None:
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store, no-cache"
    assert "ETag" not in page.headers


def test_the_first_page_of_a_visit_and_fragments_are_kept_by_nothing(app: Flask, client: CheckingClient) -> None:
    for page in (app.test_client().get("/help"), client.get("/help", headers=AS_HTMX)):
        assert page.headers["Cache-Control"] == "no-store, no-cache"
        assert "ETag" not in page.headers


def test_a_browser_with_a_draft_keeps_the_same_page_as_everybody(app: Flask, client: CheckingClient) -> None:
    page = client.get("/help")
    client.get("/help/report")
    assert client.get_cookie("session", domain="127.0.0.1")
    again = client.get("/help", headers=mark(page))
    assert again.status_code == 304
    assert "Set-Cookie" not in again.headers


def test_files_are_kept_for_good_and_asked_about_for_nothing(app: Flask, client: CheckingClient) -> None:
    for name in ("page.js", "app.css", "meters/day.svg", "video/savitarna.webm"):
        path = f"{app.config['STATIC_PREFIX']}{name}"
        file = client.get(path)
        file.close()
        again = client.get(path, headers=mark(file))
        assert (again.status_code, again.data) == (304, b"")
        assert "immutable" in file.headers["Cache-Control"]
        assert file.headers["ETag"].startswith("W/") is not name.endswith(".webm")
        assert head(again) < 200, again.headers


def test_a_missing_file_is_a_page_with_its_policy(client: CheckingClient) -> None:
    assert "default-src 'none'" in client.get("/static/older/app.css").headers["Content-Security-Policy"]


def test_a_refusal_is_compressed_too(app: Flask) -> None:
    for headers in ({}, AS_HTMX):
        page = compressed(app, "/nothing-here", **headers)
        assert page.status_code == 404
        assert "Tokio puslapio nėra" in brotli.decompress(page.data).decode()
