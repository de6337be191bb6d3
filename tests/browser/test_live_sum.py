"""The sum beside Iki on a bad line: what was typed last is what is added up."""

from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from tests.browser.payer import Payer


@pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
def test_a_late_answer_does_not_replace_a_newer_sum(page: Page, context: BrowserContext, payer: Payer) -> None:
    payer.sign_in(context)
    page.goto("/readings")
    page.get_by_role("link", name="Elektra").click()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/sum", hold, times=1)
    with page.expect_request("**/sum"):
        page.locator("#iki_t1").fill("12401")
    page.locator("#iki_t2").fill("4400")
    expect(page.locator("#total")).to_have_text("29,77 €")
    with suppress(Error):
        held[0].continue_()
    page.wait_for_timeout(1000)
    expect(page.locator("#total")).to_have_text("29,77 €")
