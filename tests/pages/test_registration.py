"""Registering by e-mail, from the choice of the way to the first task."""

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from data import people as kept_people
from settings import Settings
from tests import people
from tests.client import CheckingClient, main_of, parse, place, said, text_of
from tests.mail import Postman
from tests.signing_in import is_signed_in

RUTA, GOOD = "ruta@pastas.example", "obuolys lietus stalas upė"
ERROR = "Klaida:"


def begin(client: CheckingClient, email: str = RUTA, password: str = GOOD) -> TestResponse:
    return client.send(client.get("/register/email"), email=email, password=password)


def test_only_ways_that_work_are_offered(app: Flask, client: CheckingClient) -> None:
    page = client.get("/register")
    assert text_of(main_of(parse(page)).find(".//h1")) == "Registruokitės"
    assert [(link.text, link.get("href")) for link in main_of(parse(page)).findall(".//li/a")] == [
        ("El. paštu", "/register/email"),
        ("Mobiliuoju parašu", "/sign-in/mobile-id"),
        ("Smart-ID", "/sign-in/smart-id"),
        ("Elektroniniais valdžios vartais", "/sign-in/gateway"),
    ]
    waiting = app.extensions["ways"]
    app.extensions["ways"] = {}
    try:
        assert "Smart-ID" not in said(client.get("/register"))
        assert client.get("/sign-in/smart-id").status_code == 404
    finally:
        app.extensions["ways"] = waiting


def test_by_the_link_of_the_letter(client: CheckingClient, postman: Postman) -> None:
    page = begin(client)
    assert text_of(main_of(parse(page)).find(".//h1")).endswith("Patikrinkite el. paštą")
    assert RUTA in said(page)
    assert postman.letters(RUTA)[0].subject == "Patvirtinkite el. pašto adresą"
    page = client.get(postman.link(RUTA))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    answer = client.post(postman.link(RUTA), data=_form(page))
    assert (answer.status_code, answer.location) == (303, "/services/add/provider")
    assert is_signed_in(client)


def _form(page: TestResponse) -> dict[str, str]:
    form = main_of(parse(page)).find(".//form")
    assert form is not None
    return {field.get("name", ""): field.get("value", "") for field in form.iter("input")}


def test_the_new_account_is_told_on_the_next_page_only(client: CheckingClient, postman: Postman) -> None:
    begin(client)
    page = client.send(client.get(postman.link(RUTA)))
    assert "Paskyra sukurta" in said(page)
    assert "Paskyra sukurta" not in said(client.get("/account"))


def test_the_new_account_is_not_told_again_by_the_next_step(client: CheckingClient, postman: Postman) -> None:
    people.jonas()
    begin(client)
    client.send(client.get(postman.link(RUTA)))
    page = client.get("/services/add/provider?q=elektra")
    assert "Paskyra sukurta" in said(page)
    assert "Paskyra sukurta" not in said(client.send(page, htmx=True, form=1, provider="elektra"))


def test_by_the_code_of_the_letter(client: CheckingClient, postman: Postman) -> None:
    page = begin(client)
    code = postman.code(RUTA)
    client.send(page, code=f" {code[:3]} {code[3:]} ")
    assert is_signed_in(client)


def test_a_mail_scanner_that_opens_the_link_first_uses_nothing_up(
    app: Flask, client: CheckingClient, postman: Postman
) -> None:
    begin(client)
    scanner = app.test_client()
    for _ in range(3):
        assert scanner.get(postman.link(RUTA)).status_code == 200
    client.send(client.get(postman.link(RUTA)))
    assert is_signed_in(client)


def test_a_link_works_once(app: Flask, client: CheckingClient, postman: Postman) -> None:
    begin(client)
    second = app.test_client()
    page = second.get(postman.link(RUTA))
    client.send(client.get(postman.link(RUTA)))
    assert second.send(page).status_code == 410
    again = client.get(postman.link(RUTA))
    assert again.status_code == 410
    assert "Nuoroda nebegalioja" in said(again)


def test_a_link_dies_after_a_day(client: CheckingClient, postman: Postman) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        begin(client)
        link = postman.link(RUTA)
        clock.shift(24 * 3600 - 1)
        page = client.get(link)
        assert page.status_code == 200
        clock.shift(1)
        assert client.send(page).status_code == 410
        assert not is_signed_in(client)


def test_a_code_dies_after_ten_minutes_and_a_new_one_is_sent(client: CheckingClient, postman: Postman) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        page = begin(client)
        old = postman.code(RUTA)
        clock.shift(600)
        page = client.send(page, code=old)
        assert "Kodas nebegalioja. Išsiuntėme naują" in said(page)
        client.send(page, code=postman.code(RUTA))
        assert is_signed_in(client)


def test_five_wrong_codes_use_it_up(client: CheckingClient, postman: Postman) -> None:
    page = begin(client)
    code = postman.code(RUTA)
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        page = client.send(page, code=wrong)
        assert "Kodas netinka. Patikrinkite paskutinį laišką" in said(page)
    assert "Išsiuntėme naują" in said(client.send(page, code=code))
    assert not is_signed_in(client)


def test_a_code_is_good_only_in_the_browser_that_asked(app: Flask, client: CheckingClient, postman: Postman) -> None:
    begin(client)
    code = postman.code(RUTA)
    stranger = app.test_client()
    page = begin(stranger, email="svetimas@pastas.example")
    assert "Kodas netinka" in said(stranger.send(page, code=code))
    assert not is_signed_in(stranger)


def test_another_browser_that_opens_the_link_must_know_the_password(
    app: Flask, client: CheckingClient, postman: Postman
) -> None:
    begin(client)
    other = app.test_client()
    page = other.send(other.get(postman.link(RUTA)))
    assert "Paskyra sukurta. Prisijunkite savo slaptažodžiu" in said(page)
    assert not is_signed_in(other)
    other.send(page, email=RUTA, password=GOOD)
    assert is_signed_in(other)
    assert "Prisijunkite" in said(client.get("/register/check", follow_redirects=True))


def bodies(client: CheckingClient, email: str) -> tuple[int, str, str]:
    page = client.get("/register/email")
    answer = client.post("/register/email", data=_form(page) | {"email": email, "password": GOOD})
    shown = client.get("/register/check").text.replace(email, "")
    return answer.status_code, place(answer), "".join(line for line in shown.splitlines() if "csrf" not in line)


def test_nobody_can_tell_who_is_registered(app: Flask, postman: Postman) -> None:
    people.person("zinoma@pastas.example")
    known, unknown = (bodies(app.test_client(), f"{who}@pastas.example") for who in ("zinoma", "nauja"))
    assert known == unknown
    assert postman.letters("zinoma@pastas.example")[0].subject == "Jūs jau turite paskyrą"
    assert postman.letters("nauja@pastas.example")[0].subject == "Patvirtinkite el. pašto adresą"


def test_a_known_address_cannot_be_taken_over(client: CheckingClient, postman: Postman, settings: Settings) -> None:
    owner = people.person(RUTA, "kept")
    page = begin(client)
    assert "http://127.0.0.1:8000/register/confirm" not in postman.letters(RUTA)[0].text
    assert "Kodas netinka" in said(client.send(page, code="123456"))
    keys = kept_people.keys_of(RUTA)
    assert keys is not None
    assert (keys.id, keys.password_hash) == (owner.id, "kept")


@pytest.mark.parametrize(
    ("email", "password", "problems"),
    [
        ("", "", ["Įveskite el. pašto adresą", "Įveskite slaptažodį"]),
        ("ruta", GOOD, ["El. pašto adresas turi būti tokios formos: vardas@pavyzdys.lt"]),
        (RUTA, "tikrai ežys", ["Slaptažodis per trumpas: reikia bent 15 ženklų"]),
        (RUTA, "slaptazodis123456", ["Šį slaptažodį lengva atspėti. Sugalvokite kitą"]),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_problems_name_the_cure_and_keep_the_address(
    client: CheckingClient, email: str, password: str, problems: list[str], htmx: bool
) -> None:
    page = client.send(client.get("/register/email"), email=email, password=password, htmx=htmx)
    assert page.status_code == (422 if htmx else 200)
    tree = parse(page)
    assert (tree.find(".//title").text or "").startswith(ERROR)
    assert [link.text for link in main_of(tree).findall(".//div[@class='problems']//a")] == problems
    assert main_of(tree).find(".//input[@id='email']").get("value") == email
    assert main_of(tree).find(".//input[@id='password']").get("value") is None
    assert not password or password not in page.text


def test_the_check_page_follows_in_one_answer_with_script(client: CheckingClient, postman: Postman) -> None:
    page = client.send(client.get("/register/email"), email=RUTA, password=GOOD, htmx=True)
    assert (page.status_code, page.headers["HX-Push-Url"]) == (200, "/register/check")
    assert "data-hx-post" not in page.text  # signing in changes the header: a whole page
    client.send(page, code=postman.code(RUTA))
    assert is_signed_in(client)


def test_a_repeated_form_sends_one_letter(client: CheckingClient, postman: Postman) -> None:
    page = client.get("/register/email")
    client.send(page, email=RUTA, password=GOOD)
    client.send(page, email=RUTA, password=GOOD)
    assert len(postman.letters(RUTA)) == 1


def test_resending_makes_the_older_letter_worthless(client: CheckingClient, postman: Postman) -> None:
    page = begin(client)
    first = postman.link(RUTA)
    page = client.send(page, form=1)
    assert "Laišką išsiuntėme dar kartą" in said(page)
    assert client.get(first).status_code == 410
    client.send(page, code=postman.code(RUTA))
    assert is_signed_in(client)


def test_three_letters_an_hour_and_no_more(client: CheckingClient, postman: Postman) -> None:
    page = begin(client)
    page = client.send(client.send(page, form=1), form=1)
    answer = client.send(page, form=1)
    assert answer.status_code == 429
    assert "Per daug bandymų. Bandykite vėliau" in said(answer)
    assert answer.headers["Retry-After"]
    assert len(postman.letters(RUTA)) == 3


def test_the_password_can_be_seen_while_typing_without_script(client: CheckingClient) -> None:
    page = client.send(client.get("/register/email"), button="show=1", email=RUTA, password="dar ne visas")
    field = main_of(parse(page)).find(".//input[@id='password']")
    assert (field.get("type"), field.get("value")) == ("text", "")
    assert main_of(parse(page)).find(".//input[@id='email']").get("value") == RUTA
    page = client.send(page, button="show=0")
    assert main_of(parse(page)).find(".//input[@id='password']").get("type") == "password"


def test_the_check_page_without_a_beginning_leads_to_one(client: CheckingClient) -> None:
    assert client.get("/register/check").location == "/register/email"


def test_links_of_another_shape_are_no_pages(client: CheckingClient) -> None:
    for token in ("x", "g" * 64, "A" * 64, "a" * 63):
        assert client.get(f"/register/confirm/{token}").status_code == 404


def test_links_come_from_our_address_whatever_host_was_asked(client: CheckingClient, postman: Postman) -> None:
    begin(client)
    assert "http://127.0.0.1:8000/register/confirm/" in postman.letters(RUTA)[0].text


def test_in_english(client: CheckingClient, postman: Postman) -> None:
    client.set_cookie("language", "en", domain="127.0.0.1")
    page = begin(client)
    assert "Check your e-mail" in said(page)
    assert postman.letters(RUTA)[0].subject == "Confirm your e-mail address"
