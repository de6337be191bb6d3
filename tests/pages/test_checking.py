"""Whether a receipt on paper is genuine: anybody may ask, and nobody learns whose it is."""

from xml.etree import ElementTree

import pytest

from data import readings
from data.checking import check_code
from data.database import now
from data.outbox import Outbox
from data.payments import Payment
from data.readings import Declaration
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values
from tests.handing_on import declared
from tests.paying import ona_with_a_bill, state_after

NUMBER = "D10000001-2026-11-1"


@pytest.fixture
def ona(client: CheckingClient) -> people.Flat:
    flat = people.ona()
    people.declaration(flat.person, flat.meters["gas"], 890, {"": 2490})
    return flat


def test_a_receipt_is_genuine_and_nothing_is_told_of_anybody(client: CheckingClient, ona: people.Flat) -> None:
    page = client.get(f"/check/{check_code(NUMBER)}")
    assert "Kvitas tikras" in said(page)
    assert NUMBER in said(page)
    for personal in ("10000002", "ona@", "Kanarėlė", "Slaptoji", "8,90", "2490", "2 490", "Dujos"):
        assert personal not in page.text


def test_one_that_was_withdrawn_says_so(client: CheckingClient) -> None:
    declared(client)
    one, elsewhere = Declaration.get(), client.application.test_client()
    where = f"/check/{check_code(one.number)}"
    assert "Kvitas tikras" in said(elsewhere.get(where))
    readings.withdraw(one.person_id, one.number, now())
    assert "Ši deklaracija atšaukta" in said(elsewhere.get(where))


@pytest.mark.parametrize("code", ["", "-AAAAAAAA", "x", f"{NUMBER}-AAAAAAAA", NUMBER, "A" * 300, "ą", f"{NUMBER}-"])
def test_a_guess_finds_nothing(client: CheckingClient, ona: people.Flat, code: str) -> None:
    page = client.get(f"/check/{code or '-'}")
    assert page.status_code == 404
    assert "Tokio kvito nėra" in page.text


def test_the_letters_of_one_number_fit_no_other(client: CheckingClient, ona: people.Flat) -> None:
    people.declaration(ona.person, ona.meters["cold"], 890, {"": 320})
    letters = check_code(NUMBER)[-8:]
    assert client.get(f"/check/V10000001-2026-11-1-{letters}").status_code == 404


def test_guessing_is_limited_and_looking_is_not(client: CheckingClient, ona: people.Flat, few_tries: int) -> None:
    right = f"/check/{check_code(NUMBER)}"
    for _ in range(3):
        assert client.get(right).status_code == 200
    statuses = [client.get("/check/2026-000001-AAAAAAAA").status_code for _ in range(few_tries + 1)]
    assert statuses == [404] * few_tries + [429]


@pytest.mark.parametrize("small", [False, True])
def test_a_code_may_be_typed(client: CheckingClient, ona: people.Flat, small: bool) -> None:
    code = check_code(NUMBER)
    typed = f" {code[:4]} {code[4:].lower() if small else code[4:]} "
    assert client.get("/check", query_string={"code": typed}).location == f"/check/{code}"


@pytest.mark.parametrize("typed", ["/../staff", "//evil.example", "<b>", "x" * 60, "ąčę"])
def test_what_is_no_code_leads_nowhere(client: CheckingClient, typed: str) -> None:
    assert client.get("/check", query_string={"code": typed}).status_code == 200


def test_a_payment_is_followed_by_its_payment_code(client: CheckingClient, bank: CheckingClient) -> None:
    ona_with_a_bill(client)
    state_after(client, bank, "delay")
    paying, elsewhere = Payment.get(), client.application.test_client()
    where = f"/check/{paying.stamp}"
    page = elsewhere.get(where)
    assert "Ar apmokėta, dar nežinoma" in said(page)
    assert "nemokėkite dar kartą" in said(page)
    Payment.update(state="paid", number="2026-000009").where(Payment.id == paying.id).execute()
    page = elsewhere.get(where)
    assert "Apmokėta: kvitas tikras" in said(page)
    assert "2026-000009" in said(page)
    assert elsewhere.get(f"/check/{check_code('2026-000009')}").status_code == 200
    Payment.update(state="failed", number=None).where(Payment.id == paying.id).execute()
    assert "Neapmokėta" in said(elsewhere.get(where))
    for personal in ("17,45", "10000001", "ona@", "SEB"):
        assert personal not in page.text


def test_the_receipt_on_the_page_and_in_the_mail_says_where_it_is_checked(client: CheckingClient) -> None:
    jonas = people.jonas()
    client.sign_in(jonas.person)
    client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    one = Declaration.get()
    where = f"/check/{check_code(one.number)}"
    page = client.get(f"/receipts/{one.number}")
    assert f'href="{where}"' in page.text
    assert f'src="{where}.svg"' in page.text
    assert f'"check": "{where.removeprefix("/check/")}"' in Outbox.get(Outbox.kind == "declared").payload
    square = client.get(f"{where}.svg")
    assert ElementTree.fromstring(square.text).tag.endswith("svg")
    assert "Kvitas tikras" in said(client.application.test_client().get(where))


def test_a_later_declaration_of_the_month_replaces_the_receipt(client: CheckingClient, ona: people.Flat) -> None:
    Declaration.update(state="replaced").execute()
    assert "Kvitas tikras, bet šiuos rodmenis pakeitė" in said(client.get(f"/check/{check_code(NUMBER)}"))


@pytest.mark.parametrize("code", ["x", f"{NUMBER}-AAAAAAAA", NUMBER, "-AAAAAAAA", "ą"])
def test_no_square_is_drawn_of_a_forged_code(client: CheckingClient, ona: people.Flat, code: str) -> None:
    assert client.get(f"/check/{code}.svg").status_code == 404
