"""The code that a terminal shows: how long and how often it is good, and for whom (KIOSK.md §5)."""

from collections.abc import Iterator

import pytest
import time_machine

from data import kiosks
from data.database import now
from data.drafts import DraftRow
from data.kiosks.tables import KioskHandOff, KioskVisit
from data.people import Session
from tests.client import BASE_URL, CheckingClient, said
from tests.handing_on import ENDING, at_check, at_iki, code_of, is_dead, offered
from tests.pages.proofs.test_qr import read


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now(), tick=False) as moved:
        yield moved


def test_the_qr_code_says_the_address_with_the_code_and_nothing_personal(client: CheckingClient) -> None:
    page = at_iki(client)
    code = offered(client, page)
    shown = client.get("/kiosk/phone").text
    assert read(shown[shown.index("<svg") : shown.index("</svg>")]) == [f"{BASE_URL}/k/{code}"]
    assert shown.count(code) >= 2
    assert "0002" not in shown
    assert code not in str(list(KioskHandOff.select().dicts()))
    assert code.replace("-", "") not in str(list(KioskHandOff.select().dicts()))


def test_a_code_is_used_once(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    entered = phone.get(f"/k/{code}")
    phone.send(entered, digits=ENDING)
    assert is_dead(phone, code)
    other = client.application.test_client()
    assert is_dead(other, code)
    kiosks.forget_offers()
    assert is_dead(phone, code)
    assert Session.select().count() == 1


def test_looking_uses_nothing_up(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    for _ in range(3):
        assert phone.get(f"/k/{code}").status_code == 200
    assert client.get("/kiosk/phone/changed/waiting").status_code == 204


def test_a_code_is_good_for_ten_minutes(
    client: CheckingClient, phone: CheckingClient, clock: time_machine.Traveller
) -> None:
    code = offered(client, at_iki(client))
    entered = phone.get(f"/k/{code}")
    for _ in range(6):
        clock.shift(99)
        client.get("/kiosk/awake")
    assert phone.get(f"/k/{code}").status_code == 200
    clock.shift(6)
    assert is_dead(phone, code)
    assert phone.send(entered, digits=ENDING).status_code == 410
    assert client.get("/kiosk/phone/changed/waiting").location == "/kiosk/phone"
    page = client.get("/kiosk/phone")
    assert "Kodas nebegalioja" in said(page)
    assert code_of(client.send(page)) != code


def test_five_wrong_tries_end_the_code(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    for number in range(4):
        page = phone.send(phone.get(f"/k/{code}"), digits=f"11{number}")
        assert "Skaitmenys netinka" in said(page)
        assert client.get("/kiosk/phone/changed/waiting").status_code == 204
    phone.send(phone.get(f"/k/{code}"), digits="115")
    assert is_dead(phone, code)
    assert client.get("/kiosk/phone/changed/waiting").location == "/kiosk/phone"
    assert "Kodas nebegalioja" in said(client.get("/kiosk/phone"))
    assert client.get("/services").status_code == 200


def test_the_fifth_try_may_be_the_right_one(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    for _ in range(4):
        phone.send(phone.get(f"/k/{code}"), digits="111")
    assert "/readings/" in phone.send(phone.get(f"/k/{code}"), digits=ENDING).request.path


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_box_is_no_try(client: CheckingClient, phone: CheckingClient, typed: str) -> None:
    code = offered(client, at_iki(client))
    for _ in range(6):
        page = phone.send(phone.get(f"/k/{code}"), digits=typed)
        assert "Įveskite 3 paskutinius" in said(page)
    assert KioskHandOff.get().tries == 0


@pytest.mark.parametrize("typed", ["2", "02", "0002", "20000002", "٠٠٢", "002 OR 1=1", "x" * 5000])
def test_only_the_last_three_digits_fit(client: CheckingClient, phone: CheckingClient, typed: str) -> None:
    code = offered(client, at_iki(client))
    phone.send(phone.get(f"/k/{code}"), digits=typed)
    assert KioskHandOff.get().state == "waiting"


def test_a_new_code_makes_the_one_before_worthless(client: CheckingClient, phone: CheckingClient) -> None:
    page = at_iki(client)
    before, after = offered(client, page), offered(client, page)
    assert is_dead(phone, before)
    assert phone.get(f"/k/{after}").status_code == 200


def test_the_button_for_the_end_ends_the_code_too(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    client.get("/kiosk/end")
    assert is_dead(phone, code)
    assert DraftRow.select().where(DraftRow.result == "").count() == 0


def test_whoever_walks_away_with_the_code_goes_on_all_the_same(
    client: CheckingClient, phone: CheckingClient, clock: time_machine.Traveller
) -> None:
    code = offered(client, at_check(client))
    clock.shift(121)
    assert (kiosks.end_idle(), kiosks.forget_offers()) == (1, 0)
    assert Session.select().count() == 0
    entered = phone.send(phone.get(f"/k/{code}"), digits=ENDING)
    assert "99 995" in said(entered).replace("\xa0", " ")
    assert KioskVisit.get().ended_by == "sweep"


def test_what_nobody_comes_for_is_gone_with_the_code(client: CheckingClient, clock: time_machine.Traveller) -> None:
    offered(client, at_check(client))
    clock.shift(121)
    kiosks.end_idle()
    assert DraftRow.select().where(DraftRow.result == "").count() > 0
    clock.shift(480)
    assert kiosks.forget_offers() == 1
    assert DraftRow.select().where(DraftRow.result == "").count() == 0
    assert KioskHandOff.select().count() == 0


def test_a_page_that_asks_by_itself_keeps_no_visit(client: CheckingClient, clock: time_machine.Traveller) -> None:
    offered(client, at_iki(client))
    for _ in range(8):
        clock.shift(14)
        assert client.get("/kiosk/phone/changed/waiting?asked").status_code == 204
    clock.shift(14)
    answer = client.as_htmx("/kiosk/phone/changed/waiting?asked")
    assert answer.headers["HX-Redirect"] == "/kiosk/end"


def test_two_phones_at_once_and_one_goes_on(client: CheckingClient, phone: CheckingClient) -> None:
    code = offered(client, at_iki(client))
    other = client.application.test_client()
    ours, theirs = phone.get(f"/k/{code}"), other.get(f"/k/{code}")
    assert "/readings/" in phone.send(ours, digits=ENDING).request.path
    assert other.send(theirs, digits=ENDING).status_code == 410  # type: ignore[attr-defined]
    assert Session.select().count() == 1


@pytest.mark.parametrize("code", ["AAAA-AAAA", "7f3k9qx2", "x", "0O1I-0O1I", "A" * 400, "ąčęė-ėįšų"])
def test_a_code_that_is_none_is_as_one_that_was_used(phone: CheckingClient, code: str) -> None:
    assert is_dead(phone, code)


def test_guessing_codes_is_limited(phone: CheckingClient, few_tries: int) -> None:
    statuses = [phone.get("/k/AAAA-AAAA").status_code for _ in range(few_tries + 1)]
    assert statuses == [410] * few_tries + [429]


@pytest.mark.parametrize("typed", ["7f3k9qx2", " 7F3K 9QX2 ", "7F3K-9QX2"])
def test_a_code_may_be_typed(phone: CheckingClient, typed: str) -> None:
    assert phone.get("/k", query_string={"code": typed}).location == "/k/7F3K-9QX2"


def test_a_code_of_another_shape_is_told_and_kept(phone: CheckingClient) -> None:
    page = phone.get("/k", query_string={"code": "<b>7F3K"})
    assert "aštuonios raidės ir skaitmenys" in said(page)
    assert 'value="&lt;b&gt;7F3K"' in page.text
