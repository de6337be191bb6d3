"""Walking to the bank stand-in and back, for tests of several topics."""

from tests import people
from tests.client import BASE_URL, controls, main_of, parse, text_of


def ona_with_a_bill(client):
    """Ona is signed in and has a bill of 17,45 €."""
    flat = people.ona()
    people.bill(flat.services["electricity"].account, "B-1", 1745)
    client.sign_in(flat.person)
    return flat


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
