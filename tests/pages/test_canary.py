"""What people type to get in stands in no log and, but for hashes, in no table."""

import io
import logging

import pytest
from flask import Flask

from data.database import database
from logs import formatter
from settings import Settings
from tests.client import CheckingClient
from tests.mail import Postman

CANARY, PASSWORD, WRONG = "kanarele@pastas.example", "kanarėlė geltona narve gieda", "kanarėlė pabėgo pro langą"


@pytest.fixture
def log(app: Flask) -> io.StringIO:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logging.root.addHandler(handler)
    logging.root.setLevel(logging.DEBUG)
    yield stream
    logging.root.removeHandler(handler)
    logging.root.setLevel(logging.INFO)


def everything_kept() -> str:
    found = []
    for table in database.get_tables():
        found += [str(row) for row in database.execute_sql(f'SELECT * FROM "{table}"').fetchall()]
    return "\n".join(found)


def test_no_password_code_or_token_in_logs_or_tables(
    app: Flask, client: CheckingClient, settings: Settings, log: io.StringIO
) -> None:
    postman = Postman(settings)
    page = client.send(client.get("/register/email"), email=CANARY, password="per trumpas ž")
    page = client.send(client.get("/register/email"), email=CANARY, password=PASSWORD)
    asked_for = everything_kept()
    link, code = postman.link(CANARY), postman.code(CANARY)
    client.send(page, code=code)
    other = app.test_client()
    other.send(other.get("/sign-in"), email=CANARY, password=WRONG)
    other.send(other.get("/sign-in"), email=CANARY, password=PASSWORD)
    other.send(other.get("/account/password"), password=PASSWORD, new_password=WRONG)
    client.send(client.get("/sign-in/forgotten"), email=CANARY)
    client.send(client.get(postman.link(CANARY)), password=PASSWORD)
    token = client.get_cookie("session", domain="127.0.0.1").value
    said, kept = log.getvalue(), asked_for + everything_kept()
    assert '"event": "signed_in"' in said
    for secret in (PASSWORD, WRONG, "per trumpas ž", link.rsplit("/", 1)[1], token):
        assert secret not in said
        assert secret not in kept
    assert CANARY not in said
    assert f'"{code}"' not in said
    assert f"'{code}'" not in kept
