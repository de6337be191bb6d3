"""When to be reminded is one's own choice, and the letter's off-switch needs no sign-in."""

import pytest

from data import reminders
from data.people import Person
from tests import people
from tests.client import BASE_URL, CheckingClient, said


def off(flat: people.Flat) -> str:
    return f"/reminders/off/{reminders.off_code(flat.person.public_id)}"


def test_one_chooses_when(client: CheckingClient, jonas: people.Flat) -> None:
    page = client.get("/reminders")
    assert 'value="3" checked' in page.text
    assert "Likus 7 dienoms iki mėnesio pabaigos" in said(page)
    page = client.send(page, days="7")
    assert page.request.path == "/account"
    assert reminders.days_of(jonas.person.id) == 7
    assert 'value="7" checked' in client.get("/reminders").text


@pytest.mark.parametrize("wish", ["8", "-1", "", "x", "٣"])
def test_what_was_not_offered_is_not_taken(client: CheckingClient, jonas: people.Flat, wish: str) -> None:
    client.send(client.get("/reminders"), days=wish)
    assert reminders.days_of(jonas.person.id) == 3


def test_without_a_mailbox_the_page_says_what_is_missing(client: CheckingClient, jonas: people.Flat) -> None:
    Person.update(email=None).execute()
    assert "el. pašto adreso dar neturime" in said(client.get("/reminders"))


def test_looking_at_the_switch_changes_nothing_and_pressing_it_does(client: CheckingClient) -> None:
    jonas = people.jonas()
    page = client.get(off(jonas))
    assert reminders.days_of(jonas.person.id) == 3
    page = client.send(page)
    assert "Daugiau nebepriminsime" in said(page)
    assert page.request.path == off(jonas)
    assert reminders.days_of(jonas.person.id) == 0


def test_a_mail_program_turns_them_off_by_one_post(client: CheckingClient) -> None:
    jonas = people.jonas()
    answer = client.application.test_client().post(
        off(jonas), data={"List-Unsubscribe": "One-Click"}, base_url=BASE_URL
    )
    assert (answer.status_code, answer.location) == (200, None)
    assert reminders.days_of(jonas.person.id) == 0


@pytest.mark.parametrize("spoil", [lambda code: code[:-1], lambda code: "A" * 22 + code[22:], lambda _: "x"])
def test_a_forged_switch_is_not_there(client: CheckingClient, spoil: object) -> None:
    jonas = people.jonas()
    assert callable(spoil)
    path = f"/reminders/off/{spoil(reminders.off_code(jonas.person.public_id))}"
    assert client.get(path).status_code == 404
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 404
    assert reminders.days_of(jonas.person.id) == 3
