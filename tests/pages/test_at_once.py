"""One form sent fifty times at once, or once more after its answer was lost: one effect, one page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.database import connect, database
from data.outbox import Outbox
from data.payments import Payment, PaymentItem
from data.readings import Declaration, Reading
from data.reports import Report
from tests import people
from tests.client import AS_HTMX, BASE_URL, CheckingClient, controls, main_of, parse, place

TIMES = 50
Form = dict[str, str]


@pytest.fixture
def ona(client: CheckingClient) -> people.Flat:
    flat = people.ona()
    people.bill(flat.services["electricity"].account, "B-1", 1745)
    client.sign_in(flat.person)
    return flat


def form_of(page: TestResponse, **typed: str) -> tuple[str, Form]:
    """Where the page's form goes and what it brings."""
    form = next(main_of(parse(page)).iter("form"))
    return form.get("action", ""), controls(form) | typed


def last_of_declaring(client: CheckingClient, flat: people.Flat, method: str = "") -> tuple[str, Form]:
    path = f"/readings/{flat.meters['gas'].public_id}/values"
    choice = "declare_and_pay" if method else "declare"
    page = client.send(client.get(path), f"choice={choice}", iki="2500")
    return form_of(page, **({"method": method} if method else {}))


def last_of_paying(client: CheckingClient, _flat: people.Flat) -> tuple[str, Form]:
    return form_of(client.send(client.get("/pay/basket")), method="seb")


def sent_at_once(app: Flask, client: CheckingClient, path: str, form: Form) -> list[TestResponse]:
    cookie = client.get_cookie("session", domain="127.0.0.1")
    assert cookie

    def alone(turn: int) -> TestResponse:
        connect()
        try:
            browser = FlaskClient(app, Response)
            browser.set_cookie("session", cookie.value, domain="127.0.0.1")
            headers = AS_HTMX if turn % 2 else None
            return browser.post(path, data=form, base_url=BASE_URL, headers=headers)
        finally:
            database.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(alone, range(TIMES)))


def landed(answers: list[TestResponse]) -> set[tuple[int, str]]:
    """Status and place of each; a page that came at once says its place in HX-Push-Url."""
    return {(one.status_code, one.location or one.headers.get("HX-Push-Url", "")) for one in answers}


def test_readings_sent_fifty_times_are_declared_once(app: Flask, client: CheckingClient, ona: people.Flat) -> None:
    path, form = last_of_declaring(client, ona)
    answers = sent_at_once(app, client, path, form)
    receipt = f"/receipts/{Declaration.get().number}"
    assert landed(answers) == {(303, receipt), (200, receipt)}
    assert (Declaration.select().count(), Reading.select().count()) == (1, 1)
    assert Outbox.select().where(Outbox.kind == "declared").count() == 1


def test_a_basket_sent_fifty_times_is_one_payment(app: Flask, client: CheckingClient, ona: people.Flat) -> None:
    path, form = last_of_paying(client, ona)
    answers = sent_at_once(app, client, path, form)
    bank = f"/pay/{Payment.get().public_id}/bank"
    assert landed(answers) == {(303, bank), (200, bank)}
    assert (Payment.select().count(), PaymentItem.select().count()) == (1, 1)


def test_a_report_sent_fifty_times_is_kept_once(app: Flask, client: CheckingClient, ona: people.Flat) -> None:
    path, form = form_of(client.get("/help/report"), message="Neveikia")
    assert landed(sent_at_once(app, client, path, form)) == {(303, "/help/report/sent"), (200, "/help/report/sent")}
    assert Report.select().count() == 1


def test_declaring_with_payment_fifty_times_is_one_of_each(
    app: Flask, client: CheckingClient, ona: people.Flat
) -> None:
    path, form = last_of_declaring(client, ona, method="seb")
    answers = sent_at_once(app, client, path, form)
    bank = f"/pay/{Payment.get().public_id}/bank"
    assert landed(answers) == {(303, bank), (200, bank)}
    assert (Declaration.select().count(), Payment.select().count(), PaymentItem.select().count()) == (1, 1, 1)


@pytest.mark.parametrize("last", [last_of_declaring, last_of_paying])
def test_the_form_of_another_person_does_nothing_for_them(
    app: Flask, client: CheckingClient, ona: people.Flat, last: object
) -> None:
    """Jonas sends Ona's form with his own token, before and after she does."""
    path, form = last(client, ona)  # type: ignore[operator]
    jonas: CheckingClient = app.test_client()  # type: ignore[assignment]
    jonas.sign_in(people.jonas().person)
    stolen = form | {"csrf": form_of(jonas.get("/help/report"))[1]["csrf"]}
    first = jonas.post(path, data=stolen)
    done = client.post(path, data=form).location
    assert (first.status_code, place(first)) in {(404, None), (303, "/pay/basket")}
    again = jonas.post(path, data=stolen)
    assert (again.status_code, place(again)) == (first.status_code, place(first))
    assert client.get(done).status_code == 200
    assert client.post(path, data=form).location == done
    assert {row.person_id for model in (Declaration, Payment) for row in model.select()} == {ona.person.id}


def test_the_id_of_another_form_is_not_taken_over(app: Flask, client: CheckingClient, ona: people.Flat) -> None:
    """An error report under the id of Ona's draft must not end what she is in the middle of."""
    path, form = last_of_paying(client, ona)
    for browser in (app.test_client(), client):
        report, words = form_of(browser.get("/help/report"), message="Neveikia", draft=form["draft"])
        assert browser.post(report, data=words).location == "/help/report/sent"
    assert client.post(path, data=form).location == f"/pay/{Payment.get().public_id}/bank"
