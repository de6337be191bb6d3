"""What a person downloads about themselves."""

import json

import pytest

from tests import people
from tests.client import CheckingClient, main_of, parse
from tests.people import CODE, identity
from tests.proofs import with_identity


@pytest.fixture
def flat(client: CheckingClient) -> people.Flat:
    """Ona has proven by Smart-ID who she is."""
    made = people.ona()
    people.declaration(made.person, made.meters["electricity"], 1500, {"t1": 12400, "t2": 4400})
    client.sign_in(with_identity(made.person, identity()), proof="smart-id")
    return made


def test_it_is_one_file_to_keep(client: CheckingClient, flat: people.Flat) -> None:
    answer = client.get("/account/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="savitarna.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    found = json.loads(answer.text)
    assert found["account"]["email"] == flat.person.email
    assert len(found["services"]) == 4
    assert found["readings"][0]["number"] == "E10000001-2026-11-1"


def test_no_whole_personal_code_is_in_it(client: CheckingClient, flat: people.Flat) -> None:
    text = client.get("/account/export").text
    assert CODE not in text
    assert CODE[-4:] in text


def test_the_account_leads_to_it_by_a_page(client: CheckingClient, flat: people.Flat) -> None:
    assert "/account/data" in [link.get("href") for link in main_of(parse(client.get("/account"))).iter("a")]
    page = client.get("/account/data")
    assert "/account/export" in [link.get("href") for link in main_of(parse(page)).iter("a")]
