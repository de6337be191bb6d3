"""What arrives where the banks answer: believed by its signature alone."""

import pytest

from data.payments import BankMessage, Payment
from tests.client import BASE_URL, controls, parse
from tests.paying import at_the_bank, ona_with_a_bill, path_of


@pytest.fixture
def ona(client):
    return ona_with_a_bill(client)


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
