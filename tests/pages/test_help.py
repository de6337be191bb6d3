import pytest
from flask import Flask

from data import reports
from data.database import now
from data.outbox import Outbox
from tests.client import CheckingClient


def test_a_question_is_found_without_diacritics_and_without_script(client: CheckingClient) -> None:
    answer = client.get("/help?q=pamirsau slaptazodi")
    assert "Pamiršau slaptažodį" in answer.text
    assert "Kaip apmokėti?" not in answer.text


def test_a_search_without_a_find_says_what_to_do(client: CheckingClient) -> None:
    assert "Nieko neradome" in client.get("/help?q=katinas").text


def test_what_was_searched_for_is_shown_as_text(client: CheckingClient) -> None:
    assert "<b>x" not in client.get('/help?q="><b>x').text


def test_every_page_shows_both_telephones(client: CheckingClient) -> None:
    for path in ("/", "/help", "/help/contact", "/help/video", "/help/report", "/nothing"):
        page = client.get(path).text
        assert '<a href="tel:1802">1802</a>' in page
        assert '<a href="tel:+37061121802">+370 611 21802</a>' in page


def test_an_error_is_reported_signed_out_and_thanked_for(client: CheckingClient) -> None:
    answer = client.send(client.get("/help/report"), message="Neveikia mygtukas")
    assert "Sėkmingai išsiųsta" in answer.text
    assert "Dėkojame už praneštą klaidą" in answer.text
    assert [told.message for told in reports.open_ones()] == ["Neveikia mygtukas"]
    assert Outbox.select().where(Outbox.kind == "error_report").count() == 1


def test_an_empty_report_is_asked_for_words(client: CheckingClient) -> None:
    answer = client.send(client.get("/help/report"), message="  ")
    assert "<title>Klaida: Pranešti klaidą" in answer.text
    assert answer.text.count("Parašykite, kas nutiko") == 2


def test_with_script_a_report_takes_one_answer(client: CheckingClient) -> None:
    answer = client.send(client.get("/help/report"), htmx=True, message="Neveikia")
    assert answer.status_code == 200
    assert answer.headers["HX-Push-Url"] == "/help/report/sent"
    assert "Sėkmingai išsiųsta" in answer.text


def test_staff_learn_from_which_page_a_report_came(client: CheckingClient) -> None:
    page = client.get("/help/report", headers={"Referer": "http://127.0.0.1:8000/help/contact"})
    client.send(page, message="Neveikia")
    assert reports.open_ones()[0].page == "/help/contact"


def test_the_sixth_report_of_an_hour_waits_and_its_words_are_kept(client: CheckingClient) -> None:
    for number in range(5):
        client.send(client.get("/help/report"), message=f"Klaida {number}")
    answer = client.send(client.get("/help/report"), message="Klaida 6")
    assert "Per daug bandymų. Bandykite vėliau" in answer.text
    assert "Klaida 6" in answer.text
    assert len(reports.open_ones()) == 5


def test_a_repeated_post_is_one_report(app: Flask) -> None:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    page = client.get("/help/report")
    client.send(page, message="Neveikia")
    assert "Sėkmingai išsiųsta" in client.send(page, message="Neveikia").text
    assert len(reports.open_ones()) == 1


def test_an_old_problem_is_no_longer_told_and_the_words_are_kept(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.send(client.get("/help/report"), message="a" * 4001)
    monkeypatch.setattr("blueprints.asking.now", lambda: now() + 121)
    page = client.get("/help/report").text
    assert "Yra klaida" not in page
    assert "a" * 4001 in page
