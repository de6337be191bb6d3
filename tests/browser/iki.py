"""The row in which readings are typed, as a payer's telephone shows it."""

from playwright.sync_api import Page, expect

from tests.browser.payer import Payer

DAY, NIGHT = "12401", "4400"


def type_iki(page: Page, payer: Payer, day: str = DAY) -> None:
    page.goto(payer.iki)
    page.locator("#iki_t1").fill(day)
    page.locator("#iki_t2").fill(NIGHT)


def see_iki(page: Page, words: str = "Deklaruokite rodmenis", day: str = DAY) -> None:
    """What was typed stands in the row."""
    heading(page, words)
    expect(page.locator("#iki_t1")).to_have_value(day)
    expect(page.locator("#iki_t2")).to_have_value(NIGHT)


def press(page: Page, words: str) -> None:
    """Press a button and do not wait: the line may be broken."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click(no_wait_after=True)


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)
