"""Every page of a visit: nothing on it leads elsewhere, calls, unfolds, fills itself in or tells a neighbour."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from blueprints.kiosk.turning import is_open
from data import kiosks
from data.imports import catalogue
from rules.kiosks import CALM_IDLE, IDLE
from settings import LANGUAGES
from tests.client import CheckingClient, main_of, parse, said
from tests.kiosks import visit
from tests.people import Flat, bill, declaration, identity, jonas, person
from tests.proofs import begin, prove, wait_for

CODES = ("20000001", "20000002")
CODE = re.compile(rf"\b({'|'.join(CODES)})\b")
WHERE_TYPED = ("/services/add/code", "/services/add/check")  # they see what they have just typed
PLAIN = ("/kiosk", "/kiosk/still-there", "/sign-in/smart-id", "/sign-in/mobile-id", "/help", "/help?topic=readings",
         "/help?topic=account", "/help/contact", "/help/call-back", "/help/report", "/help/accessibility",
         "/help/nothing")  # fmt: skip
OF_HERS = ("/services", "/services/links", "/readings", "/pay/basket", "/pay/history", "/services/add/provider",
           "/services/add/provider?look=1", "/services/add/provider?q=elektra")  # fmt: skip


def tour(client: CheckingClient) -> Iterator[TestResponse]:
    """As nobody, as a guest, and as somebody who has signed in."""
    flat = jonas()
    bill(flat.services["electricity"].account, "B-1", 1745)
    declaration(flat.person, flat.meters["electricity"], 1500, {"": 7700})
    yield from (client.get(path) for path in PLAIN)
    for way in ("mobile-id", "smart-id"):
        attempt = begin(client, way)
        yield client.get(f"/sign-in/attempts/{attempt}")
    yield client.get(f"/sign-in/attempts/{wait_for(attempt)}")
    yield from as_guest(client)
    client.sign_in(flat.person, "smart-id")
    yield from (client.get(path, follow_redirects=True) for path in OF_HERS)
    yield from of_one_service(client, flat)


def as_guest(client: CheckingClient) -> Iterator[TestResponse]:
    """By the payer code to the receipt, with every question on the way."""
    client.send(client.get("/kiosk"))
    providers = client.get("/services/add/provider?q=elektra")
    code = client.send(providers, "provider=elektra")
    check = client.send(code, payer_code=CODES[1])
    added = client.send(check)
    yield from (providers, code, client.send(code, payer_code="x"), check, added)
    link = re.search(r"/readings/[^/]+/values", added.text)
    assert link
    values = client.get(link[0])
    yield from (values, client.send(values, "choice=declare", iki="x"))
    lower = client.send(values, "choice=declare", iki="1")
    yield from (lower, client.send(lower, lower="replaced"))
    last = client.send(client.get(link[0]), "choice=declare_and_pay", iki="99995")
    yield last
    yield client.send(last, "method=later") if "mokėsiu vėliau" in last.text else client.send(last)
    yield from (client.get(path, follow_redirects=True) for path in ("/services", "/kiosk"))


def of_one_service(client: CheckingClient, flat: Flat) -> Iterator[TestResponse]:
    one, meter = flat.services["mother"].public_id, flat.meters["mother"].public_id
    for path in (f"/services/{one}", f"/services/{one}/name", f"/services/{one}/proof", f"/readings/{meter}/history"):
        yield client.get(path)
    basket = client.get("/pay/basket")
    yield client.send(basket)
    yield client.get("/receipts/E20000001-2026-11-1")


def elements(page: TestResponse, *tags: str) -> list[Element]:
    return [one for one in parse(page).iter() if one.tag in tags]


def test_no_page_leads_where_a_visit_may_not_go(client: CheckingClient) -> None:
    visit(client)
    for page in tour(client):
        assert page.status_code < 500, page.request.path
        for one in elements(page, "a", "form"):
            goal = (one.get("href") or one.get("action") or "").partition("?")[0]
            assert goal.startswith("#") or is_open(goal), (page.request.path, goal)
            assert one.get("target") is None
            assert one.get("download") is None


def test_nothing_calls_unfolds_or_fills_itself_in(client: CheckingClient) -> None:
    visit(client)
    for page in tour(client):
        path = page.request.path
        assert "tel:" not in page.text, path
        assert elements(page, "details", "select") == [], path
        for field in elements(page, "input", "textarea"):
            assert field.get("type") != "email", path
            if field.get("type") not in ("hidden", "radio", "checkbox"):
                assert (field.get("autocomplete"), bool(field.get("inputmode"))) == ("off", True), (
                    path,
                    field.get("name"),
                )
                assert elements(page, "button"), path
                assert "keypad" in page.text, (path, field.get("name"))


def test_a_neighbour_reads_no_code_no_name_and_no_address(client: CheckingClient) -> None:
    visit(client)
    for page in tour(client):
        words = said(page)
        assert "Slaptoji" not in page.text, page.request.path
        assert page.request.path in WHERE_TYPED or not CODE.search(words), page.request.path
        for field in elements(page, "input"):
            assert field.get("name") != "personal_code" or "masked" in field.get("class", "")


def test_the_first_row_is_the_same_on_every_page(client: CheckingClient) -> None:
    visit(client)
    rows = {re.search(r'<header class="bar">.*</header>', page.text, re.DOTALL)[0] for page in tour(client)}  # type: ignore[index]
    assert len(rows) == 1
    (row,) = rows
    names = ["A+", "A++", "Kontrastas", "Garsas", "Ramus režimas", "Baigti"]
    places = [row.index(f">{name}") for name in (*LANGUAGES.values(), "A", *names)]
    assert places == sorted(places)


def test_a_switch_says_in_words_how_it_stands(client: CheckingClient) -> None:
    visit(client)
    page = client.get("/kiosk", headers={"Referer": "http://127.0.0.1:8000/kiosk"}).text
    assert 'href="/display/calm/on">Ramus režimas <small>išjungtas' in page
    client.get("/display/calm/on")
    client.get("/display/theme/contrast")
    page = client.get("/kiosk").text
    assert 'href="/display/calm/off" class="on">Ramus režimas <small>įjungtas' in page
    assert 'href="/display/theme/auto" class="on">Kontrastas <small>įjungtas' in page


@pytest.mark.parametrize(("calm", "lasts"), [("off", IDLE), ("on", CALM_IDLE)])
def test_the_page_asks_and_ends_when_the_server_does(client: CheckingClient, calm: str, lasts: int) -> None:
    visit(client)
    client.get(f"/display/sound/{calm}")
    page = parse(client.get("/kiosk"))
    assert int(page.get("data-idle", "")) + int(page.get("data-grace", "")) == lasts
    assert int(page.get("data-grace", "")) >= 20  # WCAG 2.2.1
    assert 0 < int(page.get("data-left", "")) <= 30 * 60
    refresh = page.find(".//noscript/meta")
    assert refresh is not None
    assert refresh.get("content") == f"{page.get('data-idle')}; url=/kiosk/still-there"


def test_who_is_still_there_goes_on_where_they_were(client: CheckingClient) -> None:
    visit(client)
    page = client.get("/kiosk/still-there", headers={"Referer": "http://127.0.0.1:8000/help?topic=pay"})
    assert 'class="button" href="/help?topic=pay"' in page.text
    page = client.get("/kiosk/still-there", headers={"Referer": "http://127.0.0.1:8000/account"})
    assert 'class="button" href="/kiosk"' in page.text


def test_many_providers_are_shown_six_at_a_time(client: CheckingClient) -> None:
    catalogue.load()
    visit(client)
    client.send(client.get("/kiosk"))
    seen: list[str | None] = []
    path = "/services/add/provider?kind=water"
    for _ in range(2):
        page = client.get(path)
        shown = [one.get("value") for one in elements(page, "button") if one.get("name") == "provider"]
        assert 0 < len(shown) <= 6
        seen += shown
        link = re.search(r'href="([^"]+from=[^"]+)"', page.text)
        path = link[1].replace("&amp;", "&") if link else path
    assert len(seen) == len(set(seen))


def test_a_guest_is_not_asked_whose_service_it_is(client: CheckingClient) -> None:
    jonas()
    visit(client)
    client.send(client.get("/kiosk"))
    code = client.send(client.get("/services/add/provider?q=elektra"), "provider=elektra")
    assert "Kieno paslauga" not in code.text
    assert 'id="payer_code"' in code.text and "autofocus" in code.text
    client.sign_in(person("kitas@pavyzdys.lt"), "smart-id")
    code = client.send(client.get("/services/add/provider?q=elektra"), "provider=elektra")
    assert "Kieno paslauga" in code.text


@pytest.mark.parametrize(
    ("scan", "heading"),
    [
        ("\x1d20000002\r", "Patikrinkite, ką įvedėte"),
        ("A" * 300, "Yra klaida"),
        ("4770190045678", "Yra klaida"),
        ("]C120000002", "Yra klaida"),
        ("../../20000002", "Yra klaida"),
    ],
)
def test_what_a_scanner_reads_is_judged_like_what_is_typed(client: CheckingClient, scan: str, heading: str) -> None:
    jonas()
    visit(client)
    client.send(client.get("/kiosk"))
    code = client.send(client.get("/services/add/provider?q=elektra"), "provider=elektra")
    page = client.send(code, payer_code=scan)
    assert heading in said(page)
    assert page.text.count("autofocus") == ("payer_code" in page.text)  # the next scan comes into the field again


def test_who_has_no_account_yet_gets_one_here_or_goes_on_without(client: CheckingClient) -> None:
    visit(client)
    page = client.get(f"/sign-in/attempts/{prove(client, identity())}/done")
    assert "Sukurti naują paskyrą" in page.text
    assert 'value="join"' not in page.text
    assert [one.get("href") for one in main_of(parse(page)).iter("a")] == ["/kiosk"]


@pytest.mark.parametrize("path", ["/kiosk", "/services"])
def test_a_fault_looks_like_the_terminal(
    app: Flask, client: CheckingClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Also where what is broken would have known the visit."""

    def fail(_token: str) -> None:
        raise OSError

    visit(client)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(kiosks, "visit", fail)
    page = client.get(path)
    assert page.status_code == 500
    assert "Pas mus kažkas sugedo" in page.text
    assert 'class="kiosk"' in page.text
    assert 'href="/kiosk/end"' in page.text
    assert {one.get("href") for one in main_of(parse(page)).iter("a")} == {"/kiosk", "/help/report"}
