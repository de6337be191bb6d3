"""One quiet sentence tells whoever has not proven who they are that their contracts would come by themselves."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.linking import known, newcomer, sign_in

SENTENCE = "Jūsų vardu sudarytas sutartis pridėsime iš karto, kai patvirtinsite tapatybę:"
WAYS = "Mobiliuoju parašu, Smart-ID, Elektroniniais valdžios vartais"
PATHS = ("/services", "/services/add/provider", "/services/add/provider?kind=water")


def places(page: TestResponse) -> list[str]:
    """The class of each paragraph that says it."""
    return [one.get("class", "") for one in main_of(parse(page)).iter("p") if SENTENCE in "".join(one.itertext())]


@pytest.mark.parametrize("path", PATHS)
def test_it_is_said_once_and_quietly_with_every_way_that_there_is(client: CheckingClient, path: str) -> None:
    client.sign_in(people.jonas().person)
    page = client.get(path)
    assert f"{SENTENCE} {WAYS}" in said(page)
    assert places(page) == ["hint"]
    assert page.text.index(SENTENCE) > page.text.index("</h1>")


@pytest.mark.parametrize("path", PATHS)
def test_a_guest_reads_it_too(client: CheckingClient, path: str) -> None:
    client.send(client.get("/"), form=0)
    assert SENTENCE in said(client.get(path))


@pytest.mark.parametrize("proof", ["smart-id", ""])
@pytest.mark.parametrize("path", PATHS)
def test_whoever_has_proven_it_once_does_not(client: CheckingClient, app: Flask, path: str, proof: str) -> None:
    sign_in(client, known(people.jonas().person), proof)
    assert SENTENCE not in said(client.get(path))


@pytest.mark.parametrize("path", PATHS)
def test_where_there_is_no_such_way_nobody_does(
    client: CheckingClient, app: Flask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "ways", {})
    client.sign_in(people.jonas().person)
    assert SENTENCE not in said(client.get(path))


@pytest.mark.parametrize("path", PATHS)
def test_only_the_ways_that_there_are_are_named(
    client: CheckingClient, app: Flask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "ways", {"smart-id": app.extensions["ways"]["smart-id"]})
    client.sign_in(people.jonas().person)
    page = said(client.get(path))
    assert f"{SENTENCE} Smart-ID" in page
    assert "Elektroniniais valdžios vartais" not in page


def test_a_newcomer_with_nothing_does_not_read_it(client: CheckingClient, app: Flask) -> None:
    sign_in(client, newcomer())
    assert SENTENCE not in said(client.get("/services"))
