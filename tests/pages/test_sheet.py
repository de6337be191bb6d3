"""The style sheet comes inside the first page of a visit, by its hash; later pages link it (UX.md §9)."""

import re
from base64 import b64encode
from hashlib import sha256

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.client import BASE_URL, CheckingClient


@pytest.mark.parametrize(("path", "pieces"), [("/help", 1), ("/", 2)])
def test_the_first_page_carries_the_sheet_that_the_policy_names(client: CheckingClient, path: str, pieces: int) -> None:
    answer = client.get(path)
    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert len(styles) == pieces
    names = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles]
    assert f"style-src 'self' {' '.join(names)};" in answer.headers["Content-Security-Policy"]
    assert 'rel="stylesheet"' not in answer.text


def test_later_pages_link_it(client: CheckingClient) -> None:
    client.get("/help")
    answer = client.get("/help/contact")
    assert "<style>" not in answer.text
    assert 'rel="stylesheet"' in answer.text
    assert "sha256" not in answer.headers["Content-Security-Policy"]


def test_a_fragment_carries_nothing(client: CheckingClient) -> None:
    assert "style" not in client.as_htmx("/help/contact").text


def test_a_sheet_of_another_version_is_given_again(client: CheckingClient) -> None:
    client.set_cookie("sheet", "old", domain="127.0.0.1")
    assert "<style>" in client.get("/help").text


def test_the_first_page_leaves_in_pieces_so_that_its_first_words_do_not_wait(app: Flask) -> None:
    answer = FlaskClient(app, app.response_class).get("/", base_url=BASE_URL, headers={"Accept-Encoding": "br"})
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert "Content-Length" not in answer.headers
    reader = brotli.Decompressor()
    name, words, rest = (reader.process(piece).decode() for piece in answer.iter_encoded())
    assert name.endswith('href="/">Savitarna</a>')
    assert words.endswith("</h1>")
    assert rest.endswith("</html>")


def test_a_browser_without_brotli_gets_the_first_page_whole(app: Flask) -> None:
    answer = FlaskClient(app, app.response_class).get("/", base_url=BASE_URL, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
