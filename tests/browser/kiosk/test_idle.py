"""Nobody there: the page asks, in place, and ends; and nothing of the visit is left in the browser."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.kiosk.looks import assert_fits
from tests.browser.kiosk.touching import TALL, Open, await_end, press, to_code, to_values

SECOND = 1000


def quiet(page: Page, seconds: int) -> None:
    """Nobody touches anything for so long; the page's own clock is turned on."""
    page.clock.run_for(seconds * SECOND)


def test_the_question_keeps_what_was_typed(visit: Open) -> None:
    page = visit(TALL)
    page.clock.install()
    to_code(page)
    press(page, "123")
    quiet(page, 80)
    expect(page.locator("#ask")).to_be_empty()
    quiet(page, 15)
    expect(page.locator("#ask")).to_contain_text("Ar dar esate čia?")
    expect(page.get_by_role("button", name="Taip, tęsiu")).to_be_focused()
    assert_fits(page)
    page.get_by_role("button", name="Taip, tęsiu").tap()
    expect(page.locator("#ask")).to_be_empty()
    expect(page.locator("#payer_code")).to_have_value("123")
    expect(page.locator("#payer_code")).to_be_focused()
    quiet(page, 95)
    before = page.url
    page.locator('[data-key="4"]').tap()  # any touch answers, and presses nothing else
    expect(page.locator("#ask")).to_be_empty()
    expect(page.locator("#payer_code")).to_have_value("123")
    assert page.url == before


def test_a_key_answers_the_question_and_does_nothing_else(visit: Open) -> None:
    page = visit(TALL)
    page.clock.install()
    page.goto("/help")
    page.get_by_role("link", name="Rodmenys").focus()
    quiet(page, 95)
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_empty()
    expect(page.get_by_role("link", name="Rodmenys")).to_be_focused()
    assert page.url.endswith("/help")


def test_without_an_answer_the_visit_ends_and_nothing_is_left(visit: Open, codes: Iterator[str]) -> None:
    page = visit(TALL)
    page.clock.install()
    to_values(page, next(codes))
    values = page.url
    with page.expect_response("**/sum"):
        press(page, "12")
    quiet(page, 95)
    await_end(page, lambda: quiet(page, 35))
    for look in (page.go_back, lambda: page.goto(values), lambda: page.goto("/services")):
        look()
        expect(page.locator("body")).not_to_contain_text("12 345")
        expect(page.locator("body")).not_to_contain_text("Ignitis")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_calm_and_sound_give_more_time(visit: Open) -> None:
    for cookies in ({"calm": "on"}, {"sound": "on"}):
        page = visit(TALL, **cookies)
        page.clock.install()
        page.goto("/kiosk")
        quiet(page, 150)
        expect(page.locator("#ask")).to_be_empty()
        quiet(page, 35)
        expect(page.locator("#ask")).to_contain_text(re.compile(r"[456]\dTaip"))


def test_touching_tells_the_server_and_not_too_often(visit: Open) -> None:
    page = visit(TALL)
    page.clock.install()
    to_code(page)
    told: list[int] = []
    page.on("response", lambda one: told.append(one.status) if one.url.endswith("/kiosk/awake") else None)
    for key in "1234":
        press(page, key)
        quiet(page, 10)
    assert told == []
    quiet(page, 10)
    page.wait_for_timeout(300)
    assert told == [204]


def test_half_an_hour_is_told_two_minutes_before(visit: Open) -> None:
    page = visit(TALL)
    page.clock.install()
    page.goto("/kiosk")
    page.evaluate("document.documentElement.setAttribute('data-idle', '9999')")
    page.locator("h1").tap()
    quiet(page, 1620)
    expect(page.locator("#warned")).to_be_empty()
    quiet(page, 65)
    expect(page.locator("#warned")).to_contain_text("Po dviejų minučių")
    await_end(page, lambda: quiet(page, 120))


def test_whoever_says_yes_goes_on(visit: Open) -> None:
    page = visit(TALL)
    page.goto("/kiosk/still-there")
    page.get_by_role("link", name="Taip, tęsiu").tap()
    expect(page.locator("form.first")).to_be_visible()
