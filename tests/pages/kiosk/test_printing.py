"""A receipt on paper: whose job it is, how often it is given out, and what the paper says (KIOSK.md §5)."""

import re
from collections.abc import Iterator

import pytest
import time_machine

from agent.slips import slip
from data import kiosks
from data.checking import check_code
from data.database import now
from data.kiosks.tables import KioskJob
from settings import LANGUAGES
from tests import people
from tests.client import BASE_URL, CheckingClient, said
from tests.handing_on import CODE, declared, form_of, signed_in
from tests.kiosks import carrying, enrolled, visit
from tests.paper import read
from tests.slips import PRINT, fetched, left, number_of, rows


@pytest.fixture
def secret(client: CheckingClient) -> str:
    return enrolled(client)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now(), tick=False) as moved:
        yield moved


def test_the_paper_tells_what_was_declared_and_of_whom_nothing(client: CheckingClient, secret: str) -> None:
    number = number_of(declared(client, secret))
    told = fetched(client, secret, left(client, number)).json
    assert told["language"] == "lt"
    assert told["cut"] is True
    assert told["qr"] == f"{BASE_URL}/check/{check_code(number)}"
    shown = rows(told)
    assert (shown["Kvitas"], shown["Paslaugos teikėjas"], shown["Mokėtojo kodas"]) == (number, "Elektra", "…0002")
    assert (shown["Nuo"], shown["Iki"], shown["Skirtumas"]) == ("99\xa0990", "99\xa0995", "5 kWh")
    assert (shown["Suma"], shown["Iš viso"]) == ("1,10\xa0€", "4,10\xa0€")
    assert re.fullmatch(r"\S+ \d+ d\.", shown["Atšaukti arba pataisyti galima iki"])
    for personal in (CODE, "Kanarėlė", "Slaptoji", "Vilnius", "E20000002"):
        assert personal not in str(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_speaks_as_the_page_did(client: CheckingClient, secret: str, language: str) -> None:
    number = number_of(declared(client, secret))
    client.set_cookie("language", language, domain="127.0.0.1")
    job = left(client, number)
    client.delete_cookie("language", domain="127.0.0.1")
    told = fetched(client, secret, job).json
    assert told["language"] == language
    client.set_cookie("language", language, domain="127.0.0.1")
    assert told["lines"][1]["text"] in said(client.get(f"/receipts/{number}"))
    assert number in read(slip(told, "epson-tm-t20"), {"CP1257": 51, "CP1251": 46, "CP1250": 45, "CP858": 19}).text


def test_a_job_is_given_out_once(client: CheckingClient, secret: str) -> None:
    job = left(client, number_of(declared(client, secret)))
    assert [fetched(client, secret, job).status_code for _ in range(2)] == [200, 404]


def test_a_job_waits_two_minutes(client: CheckingClient, secret: str, clock: time_machine.Traveller) -> None:
    number = number_of(declared(client, secret))
    job = left(client, number)
    clock.shift(119)
    client.get("/kiosk/awake")
    other = left(client, number)
    assert fetched(client, secret, job).status_code == 200
    clock.shift(60)
    client.get("/kiosk/awake")
    clock.shift(60)
    assert fetched(client, secret, other).status_code == 404


def test_another_terminal_gets_nothing(client: CheckingClient, secret: str) -> None:
    job = left(client, number_of(declared(client, secret)))
    assert fetched(client, enrolled(client, "Seniūnija"), job).status_code == 404
    assert client.get(f"/kiosk/jobs/{job}").status_code == 401
    assert fetched(client, secret, job).status_code == 200


def test_what_the_next_person_could_find_in_the_tray_is_not_printed(client: CheckingClient, secret: str) -> None:
    job = left(client, number_of(declared(client, secret)))
    client.get("/kiosk/end")
    assert fetched(client, secret, job).status_code == 404
    assert KioskJob.select().count() == 0


@pytest.mark.parametrize("sign", ["x", "A" * 22, "..", "A" * 300])
def test_a_job_that_is_none(client: CheckingClient, secret: str, sign: str) -> None:
    assert client.get(f"/kiosk/jobs/{sign}", headers=carrying(secret)).status_code == 404


def test_nobody_prints_what_is_somebody_elses(client: CheckingClient, secret: str) -> None:
    ona = people.ona()
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    page = declared(client, secret)
    assert client.send(page, form=form_of(page, PRINT), number="D10000001-2026-11-1").status_code == 404
    assert KioskJob.select().count() == 0


def test_another_visit_does_not_see_the_job(client: CheckingClient, secret: str) -> None:
    job = left(client, number_of(declared(client, secret)))
    other = client.application.test_client()
    visit(other, enrolled(client, "Seniūnija"))
    assert other.get(f"/kiosk/print/{job}").status_code == 404


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("ok", "Atsispausdinta"),
        ("paper", "Baigėsi popierius. Skaitykite ekrane arba persiųskite į telefoną"),
        ("printer", "Spausdintuvas neatsako."),
        ("late", "praėjo per daug laiko"),
    ],
)
def test_what_became_of_it_is_said_with_another_way(
    client: CheckingClient, secret: str, result: str, words: str
) -> None:
    number = number_of(declared(client, secret))
    page = said(client.get(f"/receipts/{number}?printed={result}"))
    assert words in page
    assert "Persiųsti į telefoną" in page
    assert words not in said(client.get(f"/receipts/{number}"))


@pytest.mark.parametrize("result", ["", "<b>", "okay"])
def test_what_nobody_of_ours_says_is_not_repeated(client: CheckingClient, secret: str, result: str) -> None:
    number = number_of(declared(client, secret))
    page = client.get(f"/receipts/{number}", query_string={"printed": result})
    assert said(page) == said(client.get(f"/receipts/{number}"))


def test_elsewhere_a_receipt_is_as_it_always_was(client: CheckingClient) -> None:
    flat = people.ona()
    people.declaration(flat.person, flat.meters["gas"], 890, {"": 2490})
    client.sign_in(flat.person)
    page = client.get("/receipts/D10000001-2026-11-1?printed=ok").text
    assert "/kiosk/print" not in page
    assert "Atsispausdinta" not in page
    assert ".pdf" in page


def test_without_a_program_at_the_terminal_the_browser_prints(client: CheckingClient) -> None:
    enrolled(client)
    client.sign_in(people.person("darbuotoja@savitarna.example", role="staff"))
    client.send(client.get(f"/staff/kiosks/{kiosks.all_of_them()[0].public_id}"), form=3)
    flat = people.ona()
    people.declaration(flat.person, flat.meters["gas"], 890, {"": 2490})
    client.sign_in(flat.person)
    page = client.get("/receipts/D10000001-2026-11-1")
    assert "naršykle" in said(page)
    assert "/kiosk/print" not in page.text


def test_who_has_an_address_is_told_of_the_letter(client: CheckingClient, secret: str) -> None:
    flat = signed_in(client, secret)
    people.declaration(flat.person, flat.meters["electricity"], 890, {"": 7700})
    page = client.get("/receipts/E20000001-2026-11-1")
    assert "el. paštu" in said(page)
    assert "Slaptoji" not in page.text
