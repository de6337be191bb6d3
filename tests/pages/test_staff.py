import json

import pytest
from flask import Flask

from data import outbox, reports
from data.database import now
from data.outbox import Outbox
from data.payments.tables import BankMessage
from tests.client import CheckingClient
from tests.people import ona, person


@pytest.fixture
def clerk(client: CheckingClient) -> CheckingClient:
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    return client


def letter(error: str = "try_again: timed out") -> None:
    payload = json.dumps({"to": "ona@pavyzdys.lt"})
    Outbox.create(kind="payment", subject="1", payload=payload, attempts=9, failed_at=now(), error=error)


def message(verdict: str, age: int = 0) -> None:
    BankMessage.create(
        bank="swedbank", way="server", body=b"VK_SERVICE=1101", digest="d", verdict=verdict, received_at=now() - age
    )


@pytest.mark.parametrize("path", ["/staff", "/staff/reports/x", "/staff/messages/x", "/staff/letters/x/again"])
def test_nobody_else_can_tell_that_the_page_exists(client: CheckingClient, path: str) -> None:
    signed_out = [client.get(path), client.post(path)]
    client.sign_in(ona().person)
    for answer in (*signed_out, client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "Tokio puslapio nėra" in answer.text


def test_a_reported_error_is_read_and_marked_as_done(clerk: CheckingClient) -> None:
    reports.send("k", "Neveikia <b>mygtukas</b>", "/pay", "", "lt", "pagalba@savitarna.example")
    page = clerk.get("/staff")
    assert "Neveikia &lt;b&gt;mygtukas" in page.text
    assert "Neveikia" not in clerk.send(page).text


def test_a_bank_message_that_closed_nothing_says_what_to_do(clerk: CheckingClient) -> None:
    message("unknown_stamp")
    page = clerk.get("/staff")
    assert "nurodyto mokėjimo neturime" in page.text
    assert "Suraskite sumą banko išraše" in page.text
    assert "nurodyto mokėjimo neturime" not in clerk.send(page).text


def test_a_message_that_nobody_read_to_the_end_is_shown_after_five_minutes(clerk: CheckingClient) -> None:
    message("stored")
    assert "neapdorotas iki galo" not in clerk.get("/staff").text
    message("stored", age=301)
    assert "neapdorotas iki galo" in clerk.get("/staff").text


def test_a_letter_that_did_not_go_out_is_sent_again(clerk: CheckingClient) -> None:
    letter()
    page = clerk.get("/staff")
    assert "ona@pavyzdys.lt" in page.text
    clerk.send(page)
    assert outbox.failed() == []
    assert Outbox.select().where(Outbox.failed_at.is_null(), Outbox.done_at.is_null()).count() == 1


def test_a_letter_that_nobody_can_take_is_closed(clerk: CheckingClient) -> None:
    letter("refused: 550 no such user")
    clerk.send(clerk.get("/staff"), form=1)
    assert outbox.failed() == []
    assert Outbox.select().where(Outbox.done_at.is_null(False)).count() == 1


def test_a_made_up_sign_closes_nothing(clerk: CheckingClient) -> None:
    message("unknown_stamp")
    page = clerk.get("/staff")
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    assert clerk.post("/staff/messages/ąžuolas", data={"csrf": token}).status_code == 404


def test_the_role_is_given_by_command(app: Flask) -> None:
    ona()
    assert app.test_cli_runner().invoke(args=["staff", "add", "nobody@pavyzdys.lt"]).exit_code == 1
    assert app.test_cli_runner().invoke(args=["staff", "add", "Ona@pavyzdys.lt"]).exit_code == 0
