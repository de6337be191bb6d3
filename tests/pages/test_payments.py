"""Paying through the pages, with the bank stand-in at the other end of the real forms."""

import pytest
from flask.testing import FlaskClient

from data import payments
from data.payments import BankMessage, Payment
from rules.basket import Wanted
from sandbox.banklink import wire
from tests import people
from tests.client import BASE_URL, controls, main_of, parse, text_of
from tests.mail import Postman


@pytest.fixture
def ona(client):
    """Ona is signed in and has a bill of 17,45 €."""
    flat = people.ona()
    people.bill(flat.services["electricity"].account, "B-1", 1745)
    client.sign_in(flat.person)
    return flat


@pytest.fixture
def bank(app):
    """The same payer's browser at the bank: another house, no cookies of ours, none of our checks."""
    return FlaskClient(app)


def path_of(url):
    return url.removeprefix(BASE_URL)


def chosen(client, method="seb"):
    """From the basket to the page with the form for the bank."""
    page = client.get("/pay/basket")
    page = client.send(page)
    return client.send(page, method=method)


def at_the_bank(client, bank, act, method="seb"):
    """Press the button of our page and then a button of the bank. Returns what the bank answers to the browser."""
    page = chosen(client, method)
    form = next(form for form in main_of(parse(page)).iter("form"))
    taken = bank.post(path_of(form.get("action")), data=controls(form))
    assert taken.status_code == 303, taken.text
    pressed = bank.post(taken.location, data={"act": act})
    return bank.get(pressed.location)


def come_back(client, answer):
    """Carry the bank's answer home: by pressing its form, or by following its address. Returns our answer."""
    if answer.status_code == 303:
        return client.get(path_of(answer.location))
    form = next(parse(answer).iter("form"))
    return client.post(path_of(form.get("action")), data=controls(form))


def heading(page):
    return text_of(next(main_of(parse(page)).iter("h1")))


def state_after(client, bank, act, method="seb"):
    back = come_back(client, at_the_bank(client, bank, act, method))
    assert back.status_code == 303
    return client.get(back.location)


def test_the_basket_offers_bills_and_own_sums(client, ona):
    page = client.get("/pay/basket")
    assert heading(page) == "Ką mokėsite?"
    assert "17,45" in page.text
    assert "sąskaita B-1, mokėti iki 2026 m. lapkričio 30 d." in page.text


def test_only_configured_ways_are_offered_and_the_button_names_the_sum(client, ona):
    page = client.send(client.get("/pay/basket"))
    assert heading(page) == "Pasirinkite mokėjimo būdą"
    radios = [control.get("value") for control in parse(page).iter("input") if control.get("type") == "radio"]
    assert radios == ["swedbank", "seb", "luminor", "artea"]
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
    Payment.update(state="paid", number="2026-000009").execute()
    changed = client.get(f"/pay/{waiting}/changed/pending", headers={"HX-Request": "true"})
    assert changed.headers["HX-Redirect"] == f"/pay/{waiting}"


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


def test_a_forged_answer_changes_nothing_and_is_kept(client, bank, ona):
    answer = at_the_bank(client, bank, "refuse", "luminor")
    forged = path_of(answer.location).replace("VK_SERVICE=1901", "VK_SERVICE=1101")
    said = client.get(forged)
    assert said.status_code == 400
    assert "Banko atsakymo patikrinti nepavyko" in said.text
    assert Payment.get().state == "redirected"
    assert BankMessage.get().verdict.startswith("refused")
    assert bytes(BankMessage.get().body).decode() in forged


def test_the_answer_needs_no_cookie_and_no_token(client, bank, ona):
    form = next(parse(at_the_bank(client, bank, "pay")).iter("form"))
    data = controls(form) | {"VK_AUTO": "Y"}
    headers = {"Origin": "https://bank.example", "Sec-Fetch-Site": "cross-site"}
    for text in ("OK\n", "OK\n"):
        told = bank.post("/pay/banklink/seb", data=data, headers=headers, base_url=BASE_URL)
        assert (told.status_code, told.text) == (200, text)
    assert Payment.get().state == "paid"
    refused = bank.post("/pay/banklink/seb", data=data | {"VK_AMOUNT": "1.00"}, base_url=BASE_URL)
    assert (refused.status_code, refused.text) == (400, "REFUSED\n")


def test_an_answer_to_a_bank_that_is_not_ours_is_not_there(client):
    assert client.get("/pay/banklink/revolut?VK_SERVICE=1101").status_code == 404


def test_a_huge_answer_is_not_read(client):
    assert client.post("/pay/banklink/seb", data=b"VK_MSG=" + b"a" * 20_000).status_code == 413
    assert BankMessage.select().count() == 0


def test_after_a_hundred_forgeries_an_hour_only_believable_messages_are_kept(client, bank, ona):
    answer = at_the_bank(client, bank, "pay", "luminor")
    for place in range(101):
        said = client.post("/pay/banklink/luminor", data={"VK_SERVICE": "1101", "VK_MSG": str(place)})
    assert said.status_code == 429
    assert BankMessage.select().count() == 100
    assert client.get(path_of(answer.location)).status_code == 303
    assert Payment.get().state == "paid"


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


def test_the_receipt_names_code_reading_bank_and_sum(client, bank, ona):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    client.get("/pay/basket")
    page = state_after(client, bank, "pay")
    paid = Payment.get()
    receipt = client.get(f"/receipts/{paid.number}")
    told = text_of(main_of(parse(receipt)))
    for words in (
        "Apmokėta",
        paid.number,
        "10000001",
        "10000002",
        "2 480 – 2 490 m³",
        "100",
        "SEB",
        "26,35 €",
        "0,00 €",
    ):
        assert words.replace(" ", "") in told.replace("\u00a0", "").replace(" ", ""), words
    assert "Deklaruoti rodmenys" not in page.text


def test_the_receipt_as_pdf_is_the_same_each_time(client, bank, ona):
    state_after(client, bank, "pay")
    first, second = (client.get(f"/receipts/{Payment.get().number}.pdf") for _ in range(2))
    assert first.mimetype == "application/pdf"
    assert first.data.startswith(b"%PDF")
    assert first.data == second.data


def test_nobody_else_gets_the_receipt(client, bank, ona, app):
    state_after(client, bank, "pay")
    jonas = app.test_client()
    jonas.sign_in(people.jonas().person)
    for path in (f"/receipts/{Payment.get().number}", f"/receipts/{Payment.get().number}.pdf"):
        assert jonas.get(path).status_code == 404


def test_one_letter_brings_the_receipt_however_often_the_bank_tells(client, bank, ona, settings):
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    answer = at_the_bank(client, bank, "pay")
    for _ in range(2):
        come_back(client, answer)
    (letter,) = Postman(settings).letters("ona@pavyzdys.lt")
    number = Payment.get().number
    assert letter.subject == f"Apmokėta 26,35\u00a0€, kvitas {number}"
    for line in ("Elektra, 10000001: 17,45\u00a0€", "Dujos: 2\u00a0480 – 2\u00a0490 m³", f"/receipts/{number}", "SEB"):
        assert line in letter.text


def test_a_bill_under_way_is_never_shown_as_unpaid(client, bank, ona):
    service = f"/services/{ona.services['electricity'].public_id}"
    assert "Neapmokėta" in client.get(service).text
    at_the_bank(client, bank, "leave")
    assert "Mokėjimas vykdomas" in client.get(service).text
    Payment.update(state="pending", changed_at=0).execute()
    assert "Mokėjimas vykdomas" in client.get(service).text
    Payment.update(state="paid").execute()
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
    Payment.update(state="paid").where(Payment.method == "seb").execute()
    page = client.get(path)
    assert heading(page) == "Dalis čia jau apmokėta"
    assert "VK_MAC" not in page.text
    assert heading(client.send(page)) == "Ką mokėsite?"
