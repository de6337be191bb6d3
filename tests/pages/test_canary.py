"""What people type to get in stands in no log and, but for hashes, in no table."""

import io
import logging

import pytest
from flask import Flask

from data.database import database
from data.people import Person
from logs import formatter
from settings import Settings
from tests.client import CheckingClient
from tests.mail import Postman
from tests.people import CODE
from tests.proofs import prove
from tests.signing_in import GOOD, ONA

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


def test_no_secret_of_a_changed_address_is_in_logs_or_tables(
    client: CheckingClient, ona: Person, settings: Settings, log: io.StringIO
) -> None:
    client.sign_in(ona)
    client.send(client.get("/account/prove"), password=WRONG)
    client.send(client.get("/account/prove"), password=GOOD)
    page = client.send(client.get("/account/email"), email=CANARY)
    kept, postman = everything_kept(), Postman(settings)
    secrets = [postman.link(CANARY).rsplit("/", 1)[1], f"'{postman.code(CANARY)}'", WRONG, GOOD]
    client.send(page, code=postman.code(CANARY))
    kept += everything_kept()
    secrets.append(postman.link(ONA).rsplit("/", 1)[1])
    client.send(client.get(postman.link(ONA)))
    for secret in secrets:
        assert secret not in log.getvalue()
        assert secret not in kept + everything_kept()
    assert '"result": "undone"' in log.getvalue()
    assert CANARY not in log.getvalue()


def test_no_number_to_call_is_in_logs_and_none_is_left_in_tables(
    client: CheckingClient, settings: Settings, log: io.StringIO
) -> None:
    number, typed = "61234789", "8 612 34 789"
    client.send(client.get("/help/call-back"), phone=typed)
    page = client.get("/help/call-back")
    slot = page.text.split('name="when" value="')[1].split('"')[0]
    client.send(page, phone=typed, when=slot, about="Sąskaita")
    Postman(settings).letters(settings.staff_mail)
    assert '"kind": "call_back"' in log.getvalue()
    for text in (log.getvalue(), everything_kept()):
        assert number not in text
        assert typed not in text


def test_no_personal_code_name_or_telephone_of_a_strong_proof_in_logs_or_tables(
    client: CheckingClient, log: io.StringIO
) -> None:
    begun = prove(client, way="mobile-id")
    kept = everything_kept()
    client.send(client.get(f"/sign-in/attempts/{begun}/done"), button="choice=new")
    client.get("/account")
    said, kept = log.getvalue(), kept + everything_kept()
    assert '"event": "signed_in"' in said
    for secret in (CODE, "60000001", "Kanarėlė", "Slaptoji"):
        assert secret not in said
        assert secret not in kept
