"""Help in a real browser: found and read, an error reported, and what was typed kept when the line breaks."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import assert_accessible

TYPED = "Paspaudus „Tęsti“ nieko nevyksta"
WITH_SCRIPT = pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])


@WITH_SCRIPT
def test_the_pages_of_help_are_accessible(page: Page) -> None:
    for path in ("/", "/help", "/help?q=kodas", "/help/contact", "/help/video", "/help/call-back"):
        page.goto(path)
        assert_accessible(page)


def test_a_question_is_searched_for(page: Page) -> None:
    page.goto("/help")
    page.get_by_label("Ko ieškote?").fill("pamirsau slaptazodi")
    page.get_by_role("button", name="Ieškoti").click()
    expect(page.locator("details[open] summary")).to_have_text("Pamiršau slaptažodį")


def test_an_error_is_reported(page: Page, script: bool) -> None:
    page.goto("/help")
    page.get_by_role("contentinfo").get_by_role("link", name="Pranešti klaidą").click()
    page.get_by_role("button", name="Siųsti").click()
    expect(page).to_have_title("Klaida: Pranešti klaidą – Savitarna")
    expect(page.get_by_role("alert").filter(has_text="Yra klaida")).to_be_focused()
    assert_accessible(page, script)
    page.get_by_label("Kas nutiko?").fill(TYPED)
    page.get_by_role("button", name="Siųsti").click()
    expect(page.locator("h1")).to_have_text("Sėkmingai išsiųsta")
    expect(page.get_by_text("Dėkojame už praneštą klaidą")).to_be_visible()
    assert page.url.endswith("/help/report/sent")
    assert_accessible(page, script)


def test_whoever_leaves_a_number_learns_when_somebody_calls(page: Page, script: bool) -> None:
    page.goto("/help/contact")
    page.get_by_role("main").get_by_role("link", name="Paskambinkite man").click()
    page.get_by_label("Telefono numeris").fill("8 5 212 345" + ("1" if script else "2"))
    page.get_by_role("button", name="Prašyti paskambinti").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text("Pasirinkite, kada jums skambinti")
    assert_accessible(page, script)
    page.locator("#when").check()
    page.get_by_role("button", name="Prašyti paskambinti").click()
    expect(page.locator("h1")).to_have_text("Jums paskambinsime")
    expect(page.get_by_role("main")).to_contain_text("Jūsų numerio pabaiga – 45")
    assert_accessible(page, script)


@WITH_SCRIPT
@pytest.mark.parametrize("trouble", ["reset", "502"])
def test_what_was_typed_outlives_a_broken_line(context: BrowserContext, trouble: str) -> None:
    page = context.new_page()
    page.goto("/help/report")
    page.get_by_label("Kas nutiko?").fill(TYPED)

    def break_once(route: Route) -> None:
        if trouble == "reset":
            route.abort("connectionreset")
        else:
            route.fulfill(status=502, body="<h1>Bad gateway</h1>")

    page.route("**/help/report", break_once, times=1)
    page.get_by_role("button", name="Siųsti").click()
    expect(page.get_by_role("alert").filter(has_text="Nepavyko išsiųsti")).to_be_visible()
    expect(page.get_by_label("Kas nutiko?")).to_have_value(TYPED)
    expect(page.get_by_role("button", name="Bandyti dar kartą")).to_be_focused()
    page.get_by_role("button", name="Bandyti dar kartą").click()
    expect(page.locator("h1")).to_have_text("Sėkmingai išsiųsta")
    expect(page.locator("#trouble")).to_be_empty()


@WITH_SCRIPT
def test_three_clicks_send_once(page: Page) -> None:
    page.goto("/help/report")
    page.get_by_label("Kas nutiko?").fill(TYPED)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate("for (var i = 0; i < 3; i++) document.querySelector('main button[type=submit]').click()")
    expect(page.locator("h1")).to_have_text("Sėkmingai išsiųsta")
    assert len(sent) == 1


def test_back_after_sending_never_asks_to_send_again(page: Page) -> None:
    page.goto("/help/report")
    page.get_by_role("button", name="Siųsti").click()
    expect(page).to_have_title("Klaida: Pranešti klaidą – Savitarna")
    page.get_by_label("Kas nutiko?").fill(TYPED)
    page.get_by_role("button", name="Siųsti").click()
    expect(page.locator("h1")).to_have_text("Sėkmingai išsiųsta")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Pranešti klaidą")
