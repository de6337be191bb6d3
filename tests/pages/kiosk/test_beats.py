"""What staff learn of a terminal, and when they are written to."""

import json

import pytest
import time_machine

from blueprints.cookies import hashed
from data import kiosks
from data.database import now
from data.outbox import Outbox
from rules.kiosks import Beat
from tests.client import CheckingClient
from tests.kiosks import carrying, enrolled
from tests.people import person

STAFF = "pagalba@savitarna.example"


@pytest.fixture
def secret(client: CheckingClient) -> str:
    return enrolled(client)


def beat(client: CheckingClient, secret: str, **told: str) -> None:
    assert client.post("/kiosk/heartbeat", headers=carrying(secret), data=told).status_code == 200


def test_staff_see_how_a_terminal_is(client: CheckingClient, secret: str) -> None:
    beat(client, secret, paper="low", headphones="1", version="1.0")
    client.sign_in(person("darbuotoja@savitarna.example", role="staff"))
    page = client.get(f"/staff/kiosks/{kiosks.all_of_them()[0].public_id}").text
    assert "baigiasi" in page
    assert "įjungtos" in page
    assert "1.0" in page


def test_what_cannot_be_read_of_a_beat_is_not_known(client: CheckingClient, secret: str) -> None:
    beat(client, secret, paper="<b>", version="x" * 300, free="-1", now="9" * 40)
    told = kiosks.all_of_them()[0].beat
    assert (told.paper, len(told.version)) == ("unknown", 40)
    assert kiosks.all_of_them()[0].wrong == ()


def test_no_paper_is_one_letter_an_hour(client: CheckingClient, secret: str) -> None:
    beat(client, secret, paper="out")
    assert (kiosks.alarm(STAFF), kiosks.alarm(STAFF)) == (1, 0)
    with time_machine.travel(now() + 3601, tick=False):
        assert kiosks.alarm(STAFF) == 1
    letter = json.loads(Outbox.select().where(Outbox.kind == "kiosk_alarm").first().payload)
    assert (letter["to"], letter["wrong"]) == (STAFF, ["paper"])


def test_three_missing_beats_are_told_and_two_are_not(client: CheckingClient, secret: str) -> None:
    beat(client, secret, paper="ok")
    with time_machine.travel(now() + 179, tick=False):
        assert kiosks.alarm(STAFF) == 0
    with time_machine.travel(now() + 181, tick=False):
        assert kiosks.alarm(STAFF) == 1
        assert kiosks.all_of_them()[0].wrong == ("silent",)


def test_a_paused_terminal_rouses_nobody(client: CheckingClient, secret: str) -> None:
    beat(client, secret, paper="out")
    kiosks.set_state(kiosks.all_of_them()[0].public_id, "paused")
    assert kiosks.alarm(STAFF) == 0


def test_an_order_is_given_with_the_next_beat_and_once(client: CheckingClient, secret: str) -> None:
    kiosks.set_order(kiosks.all_of_them()[0].public_id, "restart")
    orders = [client.post("/kiosk/heartbeat", headers=carrying(secret)).json["order"] for _ in range(2)]
    assert orders == ["restart", ""]


def test_an_order_that_comes_while_a_beat_is_answered_is_given_with_the_next(
    client: CheckingClient, secret: str
) -> None:
    asks = kiosks.terminal(hashed(secret))
    kiosks.set_order(kiosks.all_of_them()[0].public_id, "restart")
    kiosks.beat(asks, Beat())
    assert client.post("/kiosk/heartbeat", headers=carrying(secret)).json["order"] == "restart"
