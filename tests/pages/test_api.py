"""The programs of providers fetch what was declared to them and bring what they read."""

import pytest

from blueprints.cookies import hashed
from data import provider_tokens
from tests import people
from tests.client import BASE_URL, CheckingClient
from tests.data.test_exports import declared

TOKEN = "zeton" * 8
BRINGS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def flat(client: CheckingClient) -> people.Flat:
    """The gas provider's program has a token; Ona has declared twice."""
    found = people.ona()
    provider_tokens.give("dujos", hashed(TOKEN))
    declared(found, 1, 2_500_000, "replaced", 1_795_700_000)
    declared(found, 2, 2_490_500, "declared", 1_795_800_000)
    return found


def test_pages_follow_each_other_and_end_empty(client: CheckingClient, flat: people.Flat) -> None:
    first = client.get("/api/readings?since=2026-11-01&limit=1", headers=BRINGS).json
    second = client.get(f"/api/readings?after={first['next']}", headers=BRINGS).json
    assert [one["reading"] for one in first["readings"] + second["readings"]] == ["2500", "2490.5"]
    assert first["readings"][0]["flags"] == "unusual replaced"
    end = client.get(f"/api/readings?after={second['next']}", headers=BRINGS).json
    assert end == {"readings": [], "next": second["next"]}


def test_a_provider_sees_its_own_alone(client: CheckingClient, flat: people.Flat) -> None:
    provider_tokens.give("elektra", hashed("kitas"))
    theirs = {"Authorization": "Bearer kitas"}
    assert client.get("/api/readings?since=2026-11-01", headers=theirs).json["readings"] == []
    assert client.get("/api/readings?after=2026-000001", headers=theirs).status_code == 400
    told = client.post("/api/readings", data=row("2500"), headers=theirs).json
    assert told["bad"] == [{"row": 2, "reason": "this token is another provider's"}]


def test_without_a_token_or_with_a_revoked_one_there_is_nothing(client: CheckingClient, flat: people.Flat) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {TOKEN}"}):
        assert client.get("/api/readings?since=2026-11-01", headers=headers).status_code == 401
    assert provider_tokens.revoke("dujos") == 1
    assert client.get("/api/readings?since=2026-11-01", headers=BRINGS).status_code == 401
    assert client.post("/api/readings", data=b"", headers=BRINGS).status_code == 401


def row(value: str) -> bytes:
    head = "provider,payer_code,meter_number,register,reading,read_on"
    return f"{head}\ndujos,10000002,D10000001,,{value},2026-11-20".encode()


def test_what_is_brought_twice_is_taken_once(client: CheckingClient, flat: people.Flat) -> None:
    told = [client.post("/api/readings", data=row("2600"), headers=BRINGS).json for _ in range(2)]
    assert [(one["new"], one["same"]) for one in told] == [(1, 0), (0, 1)]


@pytest.mark.parametrize("asked", [
    "", "since=2026-11-01&after=2026-000001", "since=rytoj", "since=2026-11-01&limit=0", "since=2026-11-01&limit=1001",
    "since=2026-11-01&limit=x", "after=2026-999999",
])  # fmt: skip
def test_a_question_that_makes_no_sense_is_told_what_would(
    client: CheckingClient, flat: people.Flat, asked: str
) -> None:
    answer = client.get(f"/api/readings?{asked}", headers=BRINGS)
    assert answer.status_code == 400
    assert answer.json["error"]


def test_a_body_that_is_no_file_is_told_why(client: CheckingClient, flat: people.Flat) -> None:
    answer = client.post("/api/readings", data=b"\xff", headers=BRINGS)
    assert (answer.status_code, answer.json) == (400, {"error": "the file is not UTF-8: byte 1"})


def test_the_answers_are_as_the_description_says(client: CheckingClient, flat: people.Flat) -> None:
    description = client.get("/api/openapi.json").json
    assert description["servers"] == [{"url": BASE_URL}]
    schemas = description["components"]["schemas"]
    page = client.get("/api/readings?since=2026-11-01", headers=BRINGS).json
    assert set(page) == set(schemas["Page"]["properties"])
    assert set(page["readings"][0]) == set(schemas["Reading"]["properties"])
    assert {type(value) for value in page["readings"][0].values()} == {str}
    told = client.post("/api/readings", data=row("x"), headers=BRINGS).json
    assert set(told) == set(schemas["Report"]["properties"])
    assert set(told["bad"][0]) == set(schemas["Report"]["properties"]["bad"]["items"]["properties"])
    assert {path: set(acts) for path, acts in description["paths"].items()} == {
        "/api/readings": {"get", "post"},
        "/api/photos/{photo}.jpg": {"get"},
    }
