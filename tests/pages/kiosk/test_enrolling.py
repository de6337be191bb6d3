"""How a terminal becomes one of ours, and ceases to be (KIOSK.md §1)."""

import logging

import pytest
import time_machine

from data import kiosks
from data.database import now
from data.kiosks.tables import Kiosk
from tests.client import CheckingClient
from tests.kiosks import carrying, enrolled
from tests.people import person

HAS_EXPIRED = 15 * 60 + 1


@pytest.fixture
def code(tables: str) -> str:
    return kiosks.one(kiosks.make("Biblioteka", "Žirmūnų g. 6")).code


def test_staff_make_a_code_and_the_terminal_gets_its_secret(client: CheckingClient) -> None:
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    page = client.send(client.get("/staff/kiosks"), place="Žirmūnų biblioteka", street="Žirmūnų g. 6, Vilnius")
    shown = kiosks.all_of_them()[0]
    assert f"{shown.code[:4]} {shown.code[4:]}" in page.text
    told = client.post("/kiosk/enrol", data={"code": f" {shown.code[:4].lower()}-{shown.code[4:]} "})
    assert told.status_code == 200
    assert client.post("/kiosk/heartbeat", headers=carrying(told.json["secret"])).json["state"] == "active"
    assert "Veikia" in client.get("/staff/kiosks").text


def test_a_place_without_a_name_is_asked_for(client: CheckingClient) -> None:
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    page = client.send(client.get("/staff/kiosks"), street="Žirmūnų g. 6")
    assert "Įveskite vietos pavadinimą" in page.text
    assert "Žirmūnų g. 6" in page.text
    assert kiosks.all_of_them() == []


def test_a_code_is_good_once(client: CheckingClient, code: str) -> None:
    assert client.post("/kiosk/enrol", data={"code": code}).status_code == 200
    assert client.post("/kiosk/enrol", data={"code": code}).status_code == 403


def test_a_code_is_good_for_a_quarter_of_an_hour(client: CheckingClient, code: str) -> None:
    with time_machine.travel(now() + HAS_EXPIRED, tick=False):
        assert client.post("/kiosk/enrol", data={"code": code}).status_code == 403


@pytest.mark.parametrize("wrong", ["", "ABCDEFGH", "ABCDEFG", "A" * 500, "ABCDEFGŽ"])
def test_a_wrong_code_says_no_more_than_that(client: CheckingClient, code: str, wrong: str) -> None:
    assert client.post("/kiosk/enrol", data={"code": wrong}).json == {"error": "code"}


def test_codes_cannot_be_guessed_one_after_the_other(client: CheckingClient, tables: str) -> None:
    tries = [
        client.post("/kiosk/enrol", data={"code": "ABCDEFGH"}, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code
        for _ in range(31)
    ]
    assert tries == [403] * 30 + [429]


def test_a_new_code_ends_the_one_before_and_gives_a_new_secret(client: CheckingClient, code: str) -> None:
    public_id = kiosks.all_of_them()[0].public_id
    old = str(client.post("/kiosk/enrol", data={"code": code}).json["secret"])
    kiosks.new_code(public_id)
    new = str(client.post("/kiosk/enrol", data={"code": kiosks.one(public_id).code}).json["secret"])
    assert client.post("/kiosk/ticket", headers=carrying(old)).status_code == 401
    assert client.post("/kiosk/ticket", headers=carrying(new)).status_code == 200


@pytest.mark.parametrize("secret", ["", "x", "ą" * 43, "A" * 43])
def test_nobody_beats_or_gets_tickets_without_the_secret(client: CheckingClient, secret: str) -> None:
    headers = {"Authorization": f"Bearer {secret}".encode().decode("latin-1")} if secret else {}
    for path in ("/kiosk/ticket", "/kiosk/heartbeat"):
        assert client.post(path, headers=headers).status_code == 401


def test_the_secret_is_kept_as_a_hash_and_logged_nowhere(
    client: CheckingClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        secret = enrolled(client)
        client.post("/kiosk/ticket", headers=carrying(secret))
    rows = str(list(Kiosk.select().dicts()))
    assert secret not in rows
    assert secret not in caplog.text


def test_a_revoked_terminal_is_refused_at_its_next_request(client: CheckingClient) -> None:
    secret = enrolled(client)
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    shown = kiosks.all_of_them()[0]
    client.send(client.get(f"/staff/kiosks/{shown.public_id}"), form=4)
    assert kiosks.one(shown.public_id).state == "revoked"
    assert client.post("/kiosk/ticket", headers=carrying(secret)).status_code == 401
    assert kiosks.all_of_them() == []


def test_a_paused_terminal_beats_and_opens_nothing_until_it_goes_on(client: CheckingClient) -> None:
    secret = enrolled(client)
    public_id = kiosks.all_of_them()[0].public_id
    kiosks.set_state(public_id, "paused")
    assert client.post("/kiosk/ticket", headers=carrying(secret)).json == {"state": "paused"}
    assert client.post("/kiosk/heartbeat", headers=carrying(secret)).json["state"] == "paused"
    kiosks.set_state(public_id, "active")
    assert client.post("/kiosk/ticket", headers=carrying(secret)).status_code == 200
