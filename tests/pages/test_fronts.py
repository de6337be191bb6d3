"""From which address somebody came: ours to say, or the front's, and never the client's."""

from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from blueprints.access import address
from blueprints.hashing import hashing
from data.database import connect, database
from data.people import Session
from settings import Settings
from tests import people
from tests.client import CheckingClient

ONA, GOOD = "ona@pastas.example", "obuolys lietus stalas upė"


@pytest.mark.parametrize(("fronts", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_a_forwarded_address_is_believed_only_from_a_front(
    app: Flask, settings: Settings, fronts: int, seen: str
) -> None:
    people.person(ONA, hashing.hash(GOOD))
    database.close()  # the other instance opens its own
    behind = create_app(replace(settings, fronts=fronts))
    connect()
    behind.test_client_class = CheckingClient
    client = behind.test_client()
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.1, 203.0.113.9"  # the first was written by the client
    client.send(client.get("/sign-in"), email=ONA, password=GOOD)
    assert [one.address for one in Session.select()] == [seen]


def test_each_ipv4_address_is_its_own_however_it_is_written(app: Flask) -> None:
    """A server that listens on both kinds writes the old ones as ::ffff:…; limits must not throw them together."""

    def known(written: str) -> str:
        with app.test_request_context("/", environ_base={"REMOTE_ADDR": written}):
            return address()

    assert known("::ffff:203.0.113.9") == known("203.0.113.9") != known("::ffff:203.0.113.8")
    assert known("2001:db8:1:2::3") == known("2001:db8:1:ffff::4") != known("2001:db8:2::3")
    assert known("unknown") == known("203.0.113.9:443") == known("")
