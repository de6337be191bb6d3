"""The style sheet comes inside the first page of a visit, by its hash; later pages link it (UX.md §9)."""

import re
from base64 import b64encode
from hashlib import sha256

from tests.client import CheckingClient


def test_the_first_page_carries_the_sheet_that_the_policy_names(client: CheckingClient) -> None:
    answer = client.get("/help")
    style = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)[0]
    name = b64encode(sha256(style.encode()).digest()).decode()
    assert f"'sha256-{name}'" in answer.headers["Content-Security-Policy"]
    assert 'rel="stylesheet"' not in answer.text


def test_later_pages_link_it(client: CheckingClient) -> None:
    client.get("/help")
    page = client.get("/help/contact").text
    assert "<style>" not in page
    assert 'rel="stylesheet"' in page


def test_a_fragment_carries_nothing(client: CheckingClient) -> None:
    assert "style" not in client.as_htmx("/help/contact").text


def test_a_sheet_of_another_version_is_given_again(client: CheckingClient) -> None:
    client.set_cookie("sheet", "old", domain="127.0.0.1")
    assert "<style>" in client.get("/help").text
