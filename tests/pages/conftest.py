"""What several tests of pages need."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from blueprints.hashing import hashing
from data.imports import catalogue
from data.people import Person
from settings import Settings
from tests import people
from tests.client import CheckingClient
from tests.mail import Postman
from tests.signing_in import GOOD, ONA


@pytest.fixture
def november() -> Iterator[None]:
    """It is noon of 23 November 2026: windows are open, and months and receipts have the names that the test says."""
    with time_machine.travel("2026-11-23T12:00+02:00"):
        yield


@pytest.fixture
def few_tries(app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often an address may try here: seldom, so that a test comes to the end of it soon."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], address_tries=20, trusted_tries=20))
    return 20


@pytest.fixture
def ruta(client: CheckingClient) -> CheckingClient:
    """Rūta's browser; she has nothing yet. The demo households are in."""
    catalogue.load()
    catalogue.load_demo("k" * 32)
    client.sign_in(people.ruta().person)
    return client


@pytest.fixture
def ona(app: Flask) -> Person:
    """Ona's account, with a password."""
    return people.person(ONA, hashing.hash(GOOD))


@pytest.fixture
def postman(settings: Settings, app: Flask) -> Postman:
    return Postman(settings)


@pytest.fixture
def bank(app: Flask) -> FlaskClient:
    """The same payer's browser at the bank: another house, no cookies of ours, none of our checks."""
    return FlaskClient(app)


@pytest.fixture
def jonas(client: CheckingClient) -> people.Flat:
    """Jonas has signed in."""
    found = people.jonas()
    client.sign_in(found.person)
    return found
