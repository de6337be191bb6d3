"""The forgotten password: a letter, its link, a new password."""

import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from data.people import Person, Session
from tests.client import CheckingClient, said
from tests.mail import Postman
from tests.signing_in import FAILED, GOOD, NEW, ONA, enter, is_signed_in


def forget(client: CheckingClient, email: str = ONA) -> TestResponse:
    return client.send(client.get("/sign-in/forgotten"), email=email)


def test_a_forgotten_password_is_replaced_by_the_link(client: CheckingClient, ona: Person, postman: Postman) -> None:
    assert "Patikrinkite el. paštą" in said(forget(client))
    page = client.get(postman.link(ONA))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    page = client.send(page, password=NEW)
    assert "Slaptažodis pakeistas. Prisijunkite naujuoju" in said(page)
    assert not is_signed_in(client)
    assert FAILED in said(enter(client, GOOD))
    enter(client, NEW)
    assert is_signed_in(client)
    assert postman.letters(ONA)[-1].subject == "Jūsų slaptažodis pakeistas"


def test_setting_a_new_password_ends_every_session(
    app: Flask, client: CheckingClient, ona: Person, postman: Postman
) -> None:
    thief = app.test_client()
    enter(thief)
    forget(client)
    client.send(client.get(postman.link(ONA)), password=NEW)
    assert not is_signed_in(thief)
    assert Session.select().count() == 0


def test_a_weak_new_password_does_not_use_the_link_up(client: CheckingClient, ona: Person, postman: Postman) -> None:
    forget(client)
    page = client.send(client.get(postman.link(ONA)), password="trumpas")
    assert page.status_code == 422
    assert "Slaptažodis per trumpas" in said(page)
    client.send(page, password=NEW)
    assert enter(client, NEW).request.path == "/services"


def test_a_reset_link_works_once_and_for_an_hour(client: CheckingClient, ona: Person, postman: Postman) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        forget(client)
        link = postman.link(ONA)
        page = client.get(link)
        client.send(page, password=NEW)
        assert client.get(link).status_code == 410
        assert client.send(page, password=GOOD).status_code == 410
        forget(client)
        clock.shift(3600)
        assert client.get(postman.link(ONA)).status_code == 410


def test_a_newer_letter_makes_the_older_worthless(client: CheckingClient, ona: Person, postman: Postman) -> None:
    forget(client)
    older = postman.link(ONA)
    forget(client)
    assert client.get(older).status_code == 410
    assert client.get(postman.link(ONA)).status_code == 200


def test_nobody_can_tell_by_forgetting_who_is_registered(
    app: Flask, client: CheckingClient, ona: Person, postman: Postman
) -> None:
    known, unknown = forget(client), forget(app.test_client(), "niekas@pastas.example")
    assert said(known).replace(ONA, "") == said(unknown).replace("niekas@pastas.example", "")
    assert postman.letters("niekas@pastas.example")[0].subject == "Paskyros su šiuo adresu nėra"


def test_three_letters_an_hour(client: CheckingClient, ona: Person, postman: Postman) -> None:
    answers = [forget(client).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert len(postman.letters(ONA)) == 3
