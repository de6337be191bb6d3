import pytest
from flask import Flask

from tests.client import CheckingClient


def test_a_page_that_is_not_there_says_so_in_the_look_of_the_site(client: CheckingClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "Tokio puslapio nėra" in answer.text
    assert 'href="tel:1802"' in answer.text


def test_a_form_from_elsewhere_is_refused_with_advice(client: CheckingClient) -> None:
    client.get("/help/report")
    answer = client.post("/help/report", data={"message": "a", "csrf": "b"})
    assert answer.status_code == 403
    assert "Šis puslapis nebegalioja" in answer.text


def test_a_browser_without_cookies_is_told_how_to_go_on(app: Flask) -> None:
    answer = app.test_client(use_cookies=False).post("/help/report", data={"message": "a"})
    assert answer.status_code == 403
    assert "Naršyklė nepriima slapukų" in answer.text


def test_too_long_a_form_is_refused_in_words(client: CheckingClient) -> None:
    client.get("/help/report")
    answer = client.post("/help/report", data={"message": "a" * 70_000})
    assert answer.status_code == 413
    assert "Per daug vienu kartu" in answer.text


def test_a_fault_shows_nothing_of_the_inside(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "health.show_health", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = app.test_client().get("/health")
    assert answer.status_code == 500
    assert "Pas mus kažkas sugedo" in answer.text
    assert "Klaidos numeris: " in answer.text
    assert "secret detail" not in answer.text
