"""Paying through the pages, with the bank stand-in at the other end of the real forms."""

import pytest

from data import payments
from data.payments import Payment
from rules.basket import Wanted
from sandbox.banklink import wire
from tests import people
from tests.client import controls, main_of, parse
from tests.paying import at_the_bank, chosen, heading, ona_with_a_bill, state_after


@pytest.fixture
def ona(client):
    return ona_with_a_bill(client)


def test_the_basket_offers_bills_and_own_sums(client, ona):
    page = client.get("/pay/basket")
    assert heading(page) == "Ką mokėsite?"
    assert "17,45" in page.text
    assert "sąskaita B-1, mokėti iki 2026 m. lapkričio 30 d." in page.text


def test_only_configured_ways_are_offered_and_the_button_names_the_sum(client, ona):
    page = client.send(client.get("/pay/basket"))
    assert heading(page) == "Pasirinkite mokėjimo būdą"
    radios = [control.get("value") for control in parse(page).iter("input") if control.get("type") == "radio"]
    assert radios == ["swedbank", "seb", "luminor", "artea", "paysera", "montonio", "transfer"]
    assert "Apmokėti 17,45\u00a0€" in page.text


@pytest.mark.parametrize("method", ["swedbank", "seb", "luminor", "artea"])
def test_a_bill_is_paid_at_each_bank(client, bank, ona, method):
    page = state_after(client, bank, "pay", method)
    assert heading(page) == "Apmokėta"
    paid = Payment.get()
    assert (paid.state, paid.method, paid.arrived) == ("paid", method, 1745)
    assert f"/receipts/{paid.number}" in page.text
    assert "17,45" not in client.get("/pay/basket").text


def test_the_page_after_the_bank_names_the_readings_that_were_paid_for(client, bank, ona):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    assert "2\u00a0480 – 2\u00a0490 m³" in state_after(client, bank, "pay").text


def test_the_form_for_the_bank_carries_no_token_of_ours(client, ona):
    page = chosen(client)
    form = next(main_of(parse(page)).iter("form"))
    assert heading(page) == "Į banką"
    assert {name[:3] for name in controls(form)} == {"VK_"}
    assert controls(form)["VK_AMOUNT"] == "17.45"


def test_a_refused_payment_says_that_the_reading_is_kept_and_can_be_paid_again(client, bank, ona):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    page = state_after(client, bank, "refuse")
    assert heading(page) == "Nepavyko apmokėti"
    assert "Deklaruoti rodmenys išsaugoti" in page.text
    again = client.send(page)
    assert heading(again) == "Pasirinkite mokėjimo būdą"
    assert "17,45" in again.text


def accepted(paying, settings):
    """The bank's signed word that it has taken the order and not yet carried it out."""
    known = {
        "SND_ID": "SEB", "REC_ID": "SAVITARNA", "STAMP": paying.stamp, "AMOUNT": "17.45", "CURR": "EUR",
        "REC_ACC": settings.payee_account, "REC_NAME": "Savitarna", "SND_ACC": "LT2", "SND_NAME": "Ona", "REF": "1",
        "MSG": "Sąskaita",
    }  # fmt: skip
    return wire.answer(wire.HOUSES["seb"], "1201", known, settings.instance / "sandbox", by_server=False)


def test_an_accepted_payment_is_underway_and_refreshes_without_script(client, ona, settings):
    chosen(client)
    back = client.post("/pay/banklink/seb", data=accepted(Payment.get(), settings))
    page = client.get(back.location)
    assert heading(page) == "Mokėjimas vykdomas"
    assert '<noscript><meta http-equiv="refresh"' in page.text
    waiting = Payment.get().public_id
    unchanged = client.get(f"/pay/{waiting}/changed/pending", headers={"HX-Request": "true"})
    assert unchanged.status_code == 204
    assert dict(unchanged.headers) == {"Cache-Control": "no-store"}
    Payment.update(state="paid", number="2026-000009").execute()
    changed = client.get(f"/pay/{waiting}/changed/pending", headers={"HX-Request": "true"})
    assert changed.headers["HX-Redirect"] == f"/pay/{waiting}"


def test_a_page_that_waits_after_its_sign_in_has_ended_is_told_nothing(client, bank, ona):
    at_the_bank(client, bank, "leave")
    path = f"/pay/{Payment.get().public_id}/changed/redirected"
    client.delete_cookie("session", domain="127.0.0.1")
    answer = client.get(path, headers={"HX-Request": "true", "HX-Target": "div#waiting"})
    assert (answer.status_code, dict(answer.headers)) == (204, {"Cache-Control": "no-store"})
    assert client.get(path).location == "/sign-in"


def test_who_leaves_the_bank_without_a_word_finds_the_payment_waiting(client, bank, ona):
    at_the_bank(client, bank, "leave")
    back = client.get("/pay/banklink/seb")
    assert back.location == "/pay/history"
    page = client.get(back.location)
    assert "Mokėjimas vykdomas" in page.text
    waiting = client.get(f"/pay/{Payment.get().public_id}")
    assert "mokėjimas bus užbaigtas be jūsų" in waiting.text


def test_the_same_bill_is_asked_about_before_it_is_paid_a_second_time(client, bank, ona):
    at_the_bank(client, bank, "leave")
    basket = client.get("/pay/basket")
    bill = next(control for control in parse(basket).iter("input") if control.get("type") == "checkbox")
    assert bill.get("checked") is None
    page = client.send(basket, **{bill.get("name"): "1"})
    assert heading(page) == "Jūs jau mokate šią sąskaitą"
    assert f"/pay/{Payment.get().public_id}" in page.text
    assert heading(client.send(page)) == "Pasirinkite mokėjimo būdą"


def test_an_own_sum_is_paid_and_a_wrong_one_is_told_at_its_box(client, ona):
    page = client.get("/pay/basket")
    box = f"amount_{ona.services['gas'].public_id}"
    bill = next(control for control in parse(page).iter("input") if control.get("type") == "checkbox").get("name")
    wrong = client.send(page, **{bill: "", box: "1.234,56"})
    assert "Sumą įrašykite eurais ir centais" in wrong.text
    assert 'value="1.234,56"' in wrong.text
    right = client.send(wrong, **{box: "12,5"})
    assert "12,50" in client.send(right, method="seb").text
    assert Payment.get().amount == 1250


def test_the_same_basket_sent_twice_begins_one_payment(client, ona):
    page = client.send(client.get("/pay/basket"))
    first, second = (client.send(page, method="seb") for _ in range(2))
    assert first.request.path == second.request.path
    assert Payment.select().count() == 1


def test_a_method_that_is_not_offered_is_refused(client, ona):
    page = client.send(client.get("/pay/basket"))
    form = next(main_of(parse(page)).iter("form"))
    answer = client.post("/pay/method", data=controls(form) | {"method": "bitcoin"}, follow_redirects=True)
    assert "Pasirinkite mokėjimo būdą" in answer.text
    assert Payment.select().count() == 0


def test_the_script_gets_each_step_without_a_redirect(client, ona):
    page = client.send(client.get("/pay/basket"), htmx=True)
    assert page.headers["HX-Push-Url"] == "/pay/method"
    page = client.send(page, htmx=True, method="seb")
    assert page.status_code == 200
    assert page.headers["HX-Push-Url"].endswith("/bank")


def test_a_paid_payment_is_not_sent_to_the_bank_again(client, bank, ona):
    state_after(client, bank, "pay")
    paid = Payment.get().public_id
    assert client.get(f"/pay/{paid}/bank").location == f"/pay/{paid}"


@pytest.mark.parametrize("path", ["/pay/{}", "/pay/{}/bank", "/pay/{}/changed/paid"])
def test_nobody_else_sees_the_payment(client, bank, ona, app, path):
    state_after(client, bank, "pay")
    jonas = app.test_client()
    jonas.sign_in(people.jonas().person)
    assert jonas.get(path.format(Payment.get().public_id)).status_code == 404
    assert jonas.get(path.format("A" * 22)).status_code == 404


def test_who_is_not_signed_in_signs_in_first(client):
    assert client.get("/pay/basket").location == "/sign-in"


def test_rutas_basket_is_empty_and_says_what_to_do(client):
    client.sign_in(people.ruta().person)
    page = client.get("/pay")
    page = client.get(page.location)
    assert "Pridėti naują paslaugą" in page.text


def test_a_bill_under_way_is_never_shown_as_unpaid(client, bank, ona):
    service = f"/services/{ona.services['electricity'].public_id}"
    assert "Neapmokėta" in client.get(service).text
    at_the_bank(client, bank, "leave")
    assert "Mokėjimas vykdomas" in client.get(service).text
    Payment.update(state="pending", changed_at=0).execute()
    assert "Mokėjimas vykdomas" in client.get(service).text
    people.pay(Payment.get())
    page = client.get(service).text
    assert "Apmokėta" in page
    assert "Neapmokėta" not in page


def test_the_same_bill_on_two_ways_is_warned_of_and_not_sent_to_the_bank_once_it_is_paid(client, ona):
    chosen(client)
    (bill,) = [Wanted("bill", due.id) for due in payments.dues(ona.person.id) if due.kind == "bill"]
    other = payments.start(ona.person.id, [bill], "artea", "another way")
    path = f"/pay/{other.public_id}/bank"
    page = client.get(path)
    assert "Jūs jau mokate šią sąskaitą" in page.text
    assert f"/pay/{Payment.get(Payment.method == 'seb').public_id}" in page.text
    people.pay(Payment.get(Payment.method == "seb"))
    page = client.get(path)
    assert heading(page) == "Dalis čia jau apmokėta"
    assert "VK_MAC" not in page.text
    assert heading(client.send(page)) == "Ką mokėsite?"
