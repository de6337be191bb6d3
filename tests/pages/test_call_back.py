"""Asking to be called back."""

import json

import pytest
import time_machine
from flask import Flask

from data import call_backs
from data.call_backs import CallBack
from data.drafts import DraftRow
from data.outbox import Outbox
from settings import Settings
from tests.client import CheckingClient, said
from tests.mail import Postman
from tests.people import person

PAGE, TYPED = "/help/call-back", "8 612 34 567"
STAFF = "pagalba@savitarna.example"
TOMORROW = "2026-11-26T08:00"


@pytest.fixture(autouse=True)
def _wednesday_noon() -> object:
    with time_machine.travel("2026-11-25 12:30+02:00", tick=False):
        yield


def ask(client: CheckingClient, htmx: bool = False, **typed: str) -> object:
    return client.send(client.get(PAGE), htmx=htmx, **{"phone": TYPED, "when": TOMORROW} | typed)


@pytest.mark.parametrize("htmx", [False, True])
def test_whoever_leaves_a_number_learns_when_somebody_calls(client: CheckingClient, htmx: bool) -> None:
    page = client.get(PAGE)
    assert "Šiandien, lapkričio 25 d., 13:00–17:00 Rytoj, lapkričio 26 d., 08:00–12:00" in said(page)
    answer = ask(client, htmx)
    assert "Jums paskambinsime Laikas: lapkričio 26 d., 08:00–12:00." in said(answer)
    assert "Jūsų numerio pabaiga – 567" in said(answer)
    assert "61234567" not in answer.text.replace(" ", "")
    assert [asked.wish.phone for asked in call_backs.open_ones()] == ["+37061234567"]


def test_what_is_missing_is_told_and_what_was_typed_is_kept(client: CheckingClient) -> None:
    answer = client.send(client.get(PAGE), phone="12", about="Sąskaita")
    assert "<title>Klaida: Paskambinkite man" in answer.text
    assert answer.text.count("Telefono numeris turi būti tokios formos") == 2
    assert answer.text.count("Pasirinkite, kada jums skambinti") == 2
    assert 'value="12"' in answer.text
    assert 'value="Sąskaita"' in answer.text


def test_a_time_that_passed_while_the_page_was_open_is_chosen_anew(client: CheckingClient) -> None:
    page = client.get(PAGE)
    with time_machine.travel("2026-11-25 16:30+02:00", tick=False):
        answer = client.send(page, phone=TYPED, when="2026-11-25T13:00")
        assert "Šis laikas jau praėjo" in answer.text
        assert f'value="{TYPED}"' in answer.text


def test_a_repeated_post_is_one_wish(app: Flask) -> None:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    page = client.get(PAGE)
    for _ in range(2):
        assert "Jums paskambinsime" in client.send(page, phone=TYPED, when=TOMORROW).text
    assert CallBack.select().count() == Outbox.select().count() == 1


def test_the_number_is_left_neither_in_the_letter_nor_in_the_draft(client: CheckingClient, settings: Settings) -> None:
    ask(client, about="Skaitiklis")
    letter = Postman(settings).letters(STAFF)[-1].text
    assert "Skaitiklis" in letter
    assert "2026-11-26 08:00–12:00" in letter
    kept = json.dumps([row for table in (DraftRow, CallBack, Outbox) for row in table.select().dicts()])
    assert "34567" not in kept + letter
    assert TYPED not in kept


def test_one_number_is_asked_for_three_times_a_day(app: Flask) -> None:
    for _ in range(3):
        assert "Jums paskambinsime" in ask(app.test_client()).text  # type: ignore[arg-type, attr-defined]
    answer = ask(app.test_client())  # type: ignore[arg-type]
    assert "Per daug bandymų. Bandykite vėliau" in answer.text  # type: ignore[attr-defined]
    assert CallBack.select().count() == 3


def test_staff_call_and_the_number_is_deleted(client: CheckingClient) -> None:
    ask(client, about="Dėl <b>sąskaitos")
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    page = client.get("/staff")
    assert '<a href="tel:+37061234567">' in page.text
    assert "2026-11-26 08:00–12:00" in said(page)
    assert "Dėl &lt;b&gt;sąskaitos" in page.text
    assert "+37061234567" not in client.send(page).text
    assert CallBack.get().sealed_phone == ""
    assert "Jums paskambinome" in client.get(f"/help/call-back/{CallBack.get().public_id}").text


def test_nobody_is_promised_what_was_not_asked_for(client: CheckingClient) -> None:
    assert client.get("/help/call-back/nothing").status_code == 404


def test_help_leads_there(client: CheckingClient) -> None:
    for path in ("/help", "/help?q=katinas", "/help/contact"):
        main = client.get(path).text.partition("<main")[2].partition("</main>")[0]
        assert 'href="/help/call-back"' in main
