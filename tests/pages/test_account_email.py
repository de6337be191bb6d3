"""Adding or changing the e-mail address on the account's pages."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from data.people import Person, Session
from settings import Settings
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.mail import Postman
from tests.people import identity
from tests.proofs import with_identity
from tests.signing_in import GOOD, NEW, ONA, enter, is_signed_in

OTHER = "nauja@pastas.example"
EMAIL, CHECK = "/account/email", "/account/email/check"


@pytest.fixture
def here(client: CheckingClient, ona: Person) -> CheckingClient:
    """Ona has just typed her password again."""
    client.sign_in(ona)
    client.send(client.get("/account/prove"), password=GOOD)
    return client


@pytest.fixture
def strong(client: CheckingClient) -> CheckingClient:
    """Somebody who came by Smart-ID and has no mailbox here."""
    client.sign_in(with_identity(Person.create(language="lt"), identity()), proof="smart-id")
    return client


def ask(client: CheckingClient, email: str = OTHER) -> TestResponse:
    return client.send(client.get(EMAIL), email=email)


def press(client: CheckingClient, path: str) -> TestResponse:
    """Open a mailed link and press its button."""
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    return client.send(page)


def email_of(person: Person) -> str | None:
    found: str | None = Person.get_by_id(person.id).email
    return found


def test_the_code_of_the_letter_changes_the_address(here: CheckingClient, ona: Person, postman: Postman) -> None:
    page = ask(here)
    assert page.request.path == CHECK
    assert OTHER in said(page)
    assert email_of(ona) == ONA
    page = here.send(page, code=postman.code(OTHER))
    assert page.request.path == "/account"
    assert "El. pašto adresas patvirtintas" in said(page)
    assert OTHER in said(page)
    assert is_signed_in(here)


def test_the_link_does_so_in_any_browser_and_signs_nobody_in(
    app: Flask, here: CheckingClient, ona: Person, postman: Postman
) -> None:
    ask(here)
    phone: CheckingClient = app.test_client()
    page = press(phone, postman.link(OTHER))
    assert "El. pašto adresas patvirtintas" in said(page)
    assert email_of(ona) == OTHER
    assert not is_signed_in(phone)
    assert here.get(CHECK).location == "/account"
    assert phone.get(postman.link(OTHER)).status_code == 410
    assert is_signed_in(enter_with(phone, OTHER))


def enter_with(client: CheckingClient, email: str, password: str = GOOD) -> CheckingClient:
    enter(client, password, email)
    return client


def test_looking_at_the_link_changes_nothing(here: CheckingClient, ona: Person, postman: Postman) -> None:
    ask(here)
    here.get(postman.link(OTHER))
    assert email_of(ona) == ONA


def test_the_account_shows_what_waits_for_its_letter(here: CheckingClient) -> None:
    ask(here)
    page = here.get("/account")
    assert f"Laukiama patvirtinimo: {OTHER}" in said(page)


def test_the_old_mailbox_is_told_and_may_undo_it(
    app: Flask, here: CheckingClient, ona: Person, postman: Postman
) -> None:
    here.send(ask(here), code=postman.code(OTHER))
    letter = postman.letters(ONA)[-1]
    assert letter.subject == "Jūsų paskyros el. pašto adresas pakeistas"
    assert OTHER not in letter.text
    owner: CheckingClient = app.test_client()
    assert email_of(ona) == OTHER
    page = press(owner, postman.link(ONA))
    assert "Ankstesnis adresas grąžintas" in said(page)
    assert email_of(ona) == ONA
    assert not is_signed_in(here)
    assert not is_signed_in(enter_with(owner, ONA))
    assert postman.letters(OTHER)[-1].subject == "Jūsų el. pašto adreso pakeitimas atšauktas"
    assert owner.get(postman.link(ONA)).status_code == 410


def test_an_old_address_that_another_account_has_by_now_stays_there(
    app: Flask, here: CheckingClient, postman: Postman
) -> None:
    here.send(ask(here), code=postman.code(OTHER))
    link = postman.link(ONA)
    people.person(ONA)
    page = press(app.test_client(), link)
    assert page.status_code == 409
    assert "Ankstesnis adresas jau priklauso kitai paskyrai" in said(page)


def test_a_first_address_is_confirmed_and_nobody_else_is_told(
    strong: CheckingClient, settings: Settings, postman: Postman
) -> None:
    assert "Pridėkite el. pašto adresą" in said(strong.get(EMAIL))
    page = ask(strong)
    page = strong.send(page, code=postman.code(OTHER))
    assert OTHER in said(page)
    assert [letter.to for letter in postman.box.letters] == [OTHER]


def test_a_lost_mailbox_is_replaced_by_a_strong_proof(client: CheckingClient, ona: Person, postman: Postman) -> None:
    client.sign_in(with_identity(ona, identity()), proof="smart-id")
    client.send(ask(client), code=postman.code(OTHER))
    assert email_of(ona) == OTHER


def test_an_address_of_another_account_looks_the_same_and_its_owner_is_told(
    here: CheckingClient, ona: Person, postman: Postman
) -> None:
    free = said(ask(here, "laisva@pastas.example")).replace("laisva@pastas.example", "…")
    jonas = people.person("jonas@pastas.example")
    page = ask(here, jonas.email)
    assert said(page).replace(jonas.email, "…") == free
    (letter,) = postman.letters(jonas.email)
    assert letter.subject == "Su jūsų adresu jau yra paskyra"
    assert "/confirm/" not in letter.text
    for code in ("000000", "123456"):
        page = here.send(page, code=code)
    assert "Kodas netinka" in said(page)
    assert (email_of(ona), email_of(jonas)) == (ONA, "jonas@pastas.example")


def test_the_address_must_be_one_and_another_one(here: CheckingClient) -> None:
    assert "Įveskite el. pašto adresą" in said(ask(here, ""))
    page = ask(here, "ne adresas")
    assert "turi būti tokios formos" in said(page)
    assert main_of(parse(page)).find(".//input[@name='email']").get("value") == "ne adresas"
    assert "jau yra jūsų paskyroje" in said(ask(here, f" {ONA.upper()} "))


def test_a_code_that_is_none_or_does_not_fit_is_said(here: CheckingClient) -> None:
    page = ask(here)
    assert "Kodą sudaro 6 skaitmenys" in said(here.send(page, code="12"))
    assert "Kodas netinka" in said(here.send(page, code="000000"))


def test_after_five_guesses_there_is_a_new_letter(here: CheckingClient, ona: Person, postman: Postman) -> None:
    page = ask(here)
    for _ in range(6):
        page = here.send(page, code="000000")
    assert "Išsiuntėme naują" in said(page)
    assert len(postman.letters(OTHER)) == 2
    here.send(page, code=postman.code(OTHER))
    assert email_of(ona) == OTHER


def test_the_letter_can_be_asked_for_again_and_the_older_one_dies(here: CheckingClient, postman: Postman) -> None:
    page = ask(here)
    old = postman.link(OTHER)
    page = here.send(page, form=1)
    assert "Laišką išsiuntėme dar kartą" in said(page)
    assert here.get(old).status_code == 410
    assert here.get(postman.link(OTHER)).status_code == 200


def test_the_same_form_twice_sends_one_letter(here: CheckingClient, postman: Postman) -> None:
    page = here.get(EMAIL)
    here.send(page, email=OTHER)
    here.send(page, email=OTHER)
    assert len(postman.letters(OTHER)) == 1


def test_letters_to_one_address_are_limited(here: CheckingClient) -> None:
    page = ask(here)
    for _ in range(2):
        page = here.send(page, form=1)
    assert here.send(page, form=1).status_code == 429
    page = ask(here, "kita@pastas.example")
    assert ask(here).status_code == 429


def test_the_code_fits_in_another_session_of_the_same_person(
    app: Flask, here: CheckingClient, ona: Person, postman: Postman
) -> None:
    ask(here)
    other: CheckingClient = app.test_client()
    other.sign_in(ona)
    other.send(other.get(CHECK), code=postman.code(OTHER))
    assert email_of(ona) == OTHER


def test_without_a_wish_there_is_nothing_to_check(here: CheckingClient) -> None:
    assert here.get(CHECK).location == "/account"
    csrf = main_of(parse(here.get(EMAIL))).find(".//input[@name='csrf']").get("value")
    assert here.post(CHECK, data={"csrf": csrf, "code": "123456"}).location == "/account"
    assert here.post("/account/email/resend", data={"csrf": csrf}).location == "/account"


def test_a_link_that_is_none_of_ours_is_not_there(client: CheckingClient) -> None:
    for what in ("confirm", "undo"):
        assert client.get(f"/account/email/{what}/short").status_code == 404
        assert client.get(f"/account/email/{what}/{'0' * 64}").status_code == 410


def test_a_new_password_ends_a_wish_that_waits(here: CheckingClient, postman: Postman) -> None:
    ask(here)
    here.send(here.get("/account/password"), password=GOOD, new_password=NEW)
    assert here.get(postman.link(OTHER)).status_code == 410


def test_other_sessions_stay_signed_in_by_a_change(app: Flask, here: CheckingClient, postman: Postman) -> None:
    here.send(ask(here), code=postman.code(OTHER))
    assert Session.select().count() == 1
