"""The footer's choices: colours, letters, fewer bytes; each a cookie, and one is back on the same page."""

import pytest

from tests import people
from tests.client import BASE_URL, CheckingClient, parse, place, said, text_of
from tests.proofs import begin

CHOICES = [("theme", "dark"), ("theme", "contrast"), ("text", "2"), ("text", "3")]
SAVES = {"Save-Data": "on"}


@pytest.mark.parametrize(("name", "value"), CHOICES)
def test_a_choice_comes_back_to_the_page_and_stays(client: CheckingClient, name: str, value: str) -> None:
    answer = client.get(f"/display/{name}/{value}", headers={"Referer": f"{BASE_URL}/help?q=kodas"})
    assert (answer.status_code, place(answer)) == (303, "/help?q=kodas")
    for path in ("/", "/help/report", "/nowhere"):
        assert parse(client.get(path)).get(f"data-{name}") == value


def test_a_page_says_which_choice_is_in_force(client: CheckingClient) -> None:
    client.set_cookie("theme", "contrast", domain="127.0.0.1")
    footer = parse(client.get("/help")).find(".//footer")
    assert footer is not None
    assert [text_of(one) for one in footer.iter() if one.get("aria-current")] == ["Kontrastas", "A"]


def test_going_back_to_the_usual_look(client: CheckingClient) -> None:
    client.get("/display/theme/contrast")
    client.get("/display/theme/auto")
    assert parse(client.get("/help")).get("data-theme") is None


@pytest.mark.parametrize("path", ["theme/pink", "text/9", "lean/yes", "language/en", "session/abc", "sheet/1"])
def test_what_is_not_offered_is_not_there(client: CheckingClient, path: str) -> None:
    answer = client.get(f"/display/{path}")
    assert answer.status_code == 404
    assert not any(cookie.startswith(f"{path.replace('/', '=')};") for cookie in answer.headers.getlist("Set-Cookie"))


def test_an_unknown_cookie_changes_nothing(client: CheckingClient) -> None:
    client.set_cookie("theme", '"><script>', domain="127.0.0.1")
    assert parse(client.get("/help")).get("data-theme") is None


def test_switching_keeps_what_was_sent_and_its_problems(client: CheckingClient) -> None:
    client.send(client.get("/help/report"), message="a" * 4001)
    client.get("/display/theme/contrast")
    assert "a" * 4001 in client.get("/help/report").text


@pytest.mark.parametrize("way", ["chosen", "the browser saves data"])
def test_low_data_mode_leaves_out_what_is_not_needed_and_says_so(client: CheckingClient, way: str) -> None:
    heavy = client.get("/help/report").text
    if way == "chosen":
        client.get("/display/lean/on")
    page = client.get("/help/report", headers={} if way == "chosen" else SAVES)
    assert "Lengvas režimas įjungtas" in page.text
    assert 'href="/display/lean/off"' in page.text
    for extra in ("<script", "data-hx", "prefetch", "data-sending", "htmx"):
        assert extra in heavy
        assert extra not in page.text
    assert "Sėkmingai išsiųsta" in said(client.send(page, message="Neveikia"))


def test_low_data_mode_is_left_although_the_browser_saves_data(client: CheckingClient) -> None:
    client.get("/display/lean/off", headers=SAVES)
    assert "<script" in client.get("/help", headers=SAVES).text


def test_answers_tell_caches_what_they_vary_on(client: CheckingClient) -> None:
    varies = " ".join(client.get("/help").headers.getlist("Vary"))
    assert "Save-Data" in varies
    assert "Cookie" in varies


def test_a_waiting_page_without_script_asks_anew_by_itself(client: CheckingClient) -> None:
    path = f"/sign-in/attempts/{begin(client, 'mobile-id')}"
    assert '<noscript><meta http-equiv="refresh"' in client.get(path).text
    client.get("/display/lean/on")
    page = client.get(path).text
    assert '<meta http-equiv="refresh" content="3">' in page
    assert "noscript" not in page


def test_a_script_always_gets_what_its_page_needs(client: CheckingClient) -> None:
    client.get("/display/lean/on")
    assert "data-hx-post" in client.as_htmx("/help/report").text


def test_the_readings_page_in_low_data_mode_declares(client: CheckingClient) -> None:
    flat = people.ona()
    client.sign_in(flat.person)
    client.get("/display/lean/on")
    page = client.get(f"/readings/{flat.meters['cold'].public_id}/values")
    assert "data-hx" not in page.text
    assert "<img" not in page.text
    assert "Yra klaid" in said(client.send(page, button="choice=declare", iki="x"))


@pytest.mark.parametrize(("name", "value"), [*CHOICES, ("lean", "on"), ("lean", "auto")])
def test_without_cookies_every_look_says_how_to_allow_them(client: CheckingClient, name: str, value: str) -> None:
    headers = SAVES if value == "auto" else {}
    client.set_cookie(name, value, domain="127.0.0.1")
    page = client.post("/help/report", data={"message": "Neveikia"}, headers=headers)
    assert page.status_code == 403
    words = said(page)
    assert "Naršyklė nepriima slapukų" in words
    assert "127.0.0.1 ACCEPT" in words
    assert ("<script" in page.text) is (name != "lean")


def test_the_accessibility_statement_is_one_step_from_every_page(client: CheckingClient) -> None:
    footer = parse(client.get("/")).find(".//footer")
    assert footer is not None
    assert "/help/accessibility" in [link.get("href") for link in footer.iter("a")]
    words = said(client.get("/help/accessibility"))
    assert "EN 301 549" in words
    assert "Praneškite apie kliūtį" in words
