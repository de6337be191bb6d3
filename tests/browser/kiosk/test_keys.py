"""A terminal's keys: what they write, where, and how often; a scanner; arrows and one key."""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.kiosk.touching import BROAD, TALL, Open, press, to_code, to_values
from tests.browser.site import Site
from tests.browser.weight import weigh

TWICE = "() => { const key = document.querySelector('[data-key=\"1\"]'); key.click(); key.click(); }"


def test_keys_write_where_the_caret_is(visit: Open, site: Site, codes: Iterator[str]) -> None:
    page = visit(TALL)
    to_code(page)
    press(page, "1245")
    field = page.locator("#payer_code")
    field.evaluate("(one) => one.setSelectionRange(2, 2)")
    press(page, "3")
    expect(field).to_have_value("12345")
    page.locator('[data-key="delete"]').tap()
    expect(field).to_have_value("1245")
    assert field.evaluate("(one) => [one.selectionStart, one === document.activeElement]") == [2, True]
    field.evaluate("(one) => one.setSelectionRange(0, 4)")
    page.locator('[data-key="delete"]').tap()
    page.locator('[data-key="delete"]').tap()
    expect(field).to_have_value("")


def test_what_was_refused_is_mended_from_its_end(visit: Open, site: Site, codes: Iterator[str]) -> None:
    code = next(codes)
    page = visit(BROAD)
    to_code(page)
    press(page, code[:6])
    page.locator(".keyed [type=submit]").first.tap()
    expect(page.locator(".problems")).to_be_visible()
    press(page, code[6:])
    expect(page.locator("#payer_code")).to_have_value(code)


def test_calm_mode_takes_a_double_strike_for_one(visit: Open) -> None:
    page = visit(TALL)
    to_code(page)
    page.evaluate(TWICE)
    expect(page.locator("#payer_code")).to_have_value("11")
    page.get_by_role("link", name="Ramus režimas").tap()
    expect(page.locator("html[data-calm]")).to_be_attached()
    page.evaluate(TWICE)
    expect(page.locator("#payer_code")).to_have_value("1")
    page.wait_for_timeout(600)
    press(page, "1")
    expect(page.locator("#payer_code")).to_have_value("11")


def test_a_key_that_is_held_down_counts_once(visit: Open) -> None:
    page = visit(TALL)
    to_code(page)
    page.keyboard.down("7")
    page.keyboard.down("7")
    page.keyboard.up("7")
    expect(page.locator("#payer_code")).to_have_value("7")


def test_a_scanner_types_the_code_and_sends_it(visit: Open, site: Site, codes: Iterator[str]) -> None:
    code = next(codes)
    page = visit(TALL)
    to_code(page)
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Patikrinkite, ką įvedėte")
    expect(page.locator(".summary")).to_contain_text(code)


def test_letters_are_there_where_they_are_needed(visit: Open) -> None:
    page = visit(TALL)
    page.locator("form.first button").tap()
    page.get_by_role("link", name="Ieškoti pagal pavadinimą").tap()
    press(page, "šiaulių")
    expect(page.locator("#q")).to_have_value("Šiaulių")
    page.get_by_role("button", name="Ieškoti").tap()
    expect(page.locator("#provider")).to_contain_text("Šiaul")
    page.locator("#provider").tap()
    expect(page.locator("#payer_code")).to_be_visible()
    expect(page.locator(".letters")).to_have_count(0)


def test_arrows_and_one_key_reach_everything(visit: Open, site: Site, codes: Iterator[str]) -> None:
    page = visit(TALL)
    to_values(page, next(codes))
    page.locator("#iki_t1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#iki_t2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[data-key="1"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#iki_t2")).to_have_value("1")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#iki_t1")).to_be_focused()
    page.goto("/help/call-back")
    page.locator("#when").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#when-2")).to_be_focused()
    expect(page.locator("#when-2")).not_to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#when-2")).to_be_checked()


def test_the_declare_page_is_light(visit: Open, site: Site, codes: Iterator[str]) -> None:
    page = visit(TALL)
    to_values(page, next(codes))
    weight = weigh(page, site.url)
    page.goto(page.url)
    page.locator("#iki_t1").fill("12401")
    page.locator("#iki_t2").fill("4400")
    expect(page.locator("#total")).to_have_text("29,77 €")
    print(weight.total, weight.sizes, weight.urls)
    assert 0 < weight.total <= 15_000, weight.urls
