"""Lines that break in the middle of a declaration: what was typed stays, and what was sent is done once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.gate import TROUBLES, Gate, opened
from tests.browser.iki import heading, press, see_iki, type_iki
from tests.browser.payer import Payer
from tests.browser.site import Site

WITH_SCRIPT = pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
WITHOUT_SCRIPT = pytest.mark.parametrize("script", [False], indirect=True, ids=["no-script"])


@pytest.fixture(scope="module")
def gates() -> Iterator[Gate]:
    with opened() as gate:
        yield gate


@pytest.fixture
def gate(gates: Gate) -> Gate:
    gates.trouble = ""
    gates.passed.clear()
    gates.line.set()
    return gates


@pytest.fixture
def context(chromium: Browser, site: Site, gate: Gate, payer: Payer, script: bool) -> Iterator[BrowserContext]:
    """The payer's telephone, behind the gate."""
    context = chromium.new_context(
        base_url=site.url, locale="lt-LT", viewport=PHONE, java_script_enabled=script, proxy={"server": gate.url}
    )
    context.set_default_timeout(15_000)
    payer.sign_in(context)
    yield context
    gate.line.set()
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab that may complain: its line is bad."""
    return context.new_page()


def again(page: Page) -> Locator:
    """The button of the banner that says what has happened."""
    expect(page.get_by_role("alert").filter(has_text="Tai, ką įvedėte, neprarasta")).to_be_visible()
    button = page.get_by_role("button", name="Bandyti dar kartą")
    expect(button).to_be_focused()
    return button


def sent(gate: Gate, step: str) -> int:
    return len([one for one in gate.passed if one.startswith("POST ") and one.endswith(f"/{step}")])


@WITH_SCRIPT
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_declaration_outlives_a_broken_line(page: Page, gate: Gate, payer: Payer, trouble: str) -> None:
    type_iki(page, payer)
    gate.trouble = trouble
    press(page, "Deklaruoti ir apmokėti")
    retry = again(page)
    see_iki(page)
    gate.trouble = ""
    retry.click()
    heading(page, "Patikrinkite rodmenis")
    page.get_by_label("SEB").check()
    gate.trouble = trouble
    press(page, "Deklaruoti ir apmokėti 29,77 €")
    retry = again(page)
    expect(page.get_by_label("SEB")).to_be_checked()
    gate.trouble = ""
    retry.click()
    heading(page, "Į banką")
    expect(page.locator("#trouble")).to_be_empty()
    assert payer.kept() == (1, 1)
    assert (sent(gate, "check") > 1) is (trouble == "swallowed")


@WITH_SCRIPT
def test_no_answer_in_time_is_a_broken_line_too(page: Page, gate: Gate, payer: Payer) -> None:
    page.clock.install()
    type_iki(page, payer)
    gate.line.clear()
    press(page, "Tik deklaruoti")
    page.clock.fast_forward(45_000)
    retry = again(page)
    see_iki(page)
    gate.line.set()
    retry.click()
    heading(page, "Patikrinkite rodmenis")


@WITH_SCRIPT
def test_a_line_that_is_dead_for_ten_seconds_loses_nothing(page: Page, gate: Gate, payer: Payer) -> None:
    type_iki(page, payer)
    gate.line.clear()
    press(page, "Tik deklaruoti")
    expect(page.get_by_role("status")).to_have_text("Siunčiama…")
    expect(page.get_by_role("status")).to_have_text("Ryšys lėtas. Tai, ką įvedėte, neprarasta.", timeout=12_000)
    see_iki(page)
    page.wait_for_timeout(2_000)
    gate.line.set()
    heading(page, "Patikrinkite rodmenis")
    assert sent(gate, "values") == 1


@WITH_SCRIPT
def test_without_any_line_what_was_typed_outlives_a_reload(page: Page, context: BrowserContext, payer: Payer) -> None:
    type_iki(page, payer)
    context.set_offline(True)
    press(page, "Tik deklaruoti")
    again(page)
    see_iki(page)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    context.set_offline(False)
    page.goto(payer.iki)
    see_iki(page)
    press(page, "Tik deklaruoti")
    heading(page, "Patikrinkite rodmenis")


@WITHOUT_SCRIPT
@pytest.mark.parametrize("trouble", TROUBLES)
def test_without_script_the_browser_sends_again_and_it_is_done_once(
    page: Page, gate: Gate, payer: Payer, trouble: str
) -> None:
    type_iki(page, payer)
    for button, then in (("Tik deklaruoti", "Patikrinkite rodmenis"), ("Deklaruoti", "Rodmenys deklaruoti")):
        gate.trouble = trouble
        press(page, button)
        expect(page.locator("#title")).to_have_count(0)  # the browser's own page about it, or the proxy's
        gate.trouble = ""
        page.reload()
        heading(page, then)
    assert payer.kept() == (1, 0)
    assert (sent(gate, "check") > 1) is (trouble == "swallowed")


def test_three_clicks_at_once_declare_once(page: Page, gate: Gate, payer: Payer, script: bool) -> None:
    type_iki(page, payer)
    press(page, "Tik deklaruoti")
    heading(page, "Patikrinkite rodmenis")
    button = page.get_by_role("button", name="Deklaruoti", exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    gate.line.clear()
    page.mouse.click(box["x"] + 9, box["y"] + 9, click_count=3)
    page.wait_for_timeout(300)
    gate.line.set()
    heading(page, "Rodmenys deklaruoti")
    assert payer.kept() == (1, 0)
    assert not script or sent(gate, "check") == 1


def test_two_tabs_with_the_same_draft_declare_once(page: Page, payer: Payer, script: bool) -> None:
    type_iki(page, payer)
    press(page, "Tik deklaruoti")
    heading(page, "Patikrinkite rodmenis")
    other = page.context.new_page()
    other.goto(payer.iki.replace("values", "check"))
    for tab in (page, other):
        press(tab, "Deklaruoti")
        heading(tab, "Rodmenys deklaruoti")
    expect(other.get_by_text("Šie rodmenys jau deklaruoti. Čia jų kvitas")).to_be_visible()
    assert other.url == page.url
    assert payer.kept() == (1, 0)
