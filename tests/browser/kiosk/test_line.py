"""A portal that is gone closes the terminal, and the terminal opens by itself when it is back."""

from playwright.sync_api import Browser

from tests.browser.kiosk.conftest import Make
from tests.browser.kiosk.line import Line
from tests.browser.kiosk.test_standing import see_closed


def test_a_line_that_is_cut_closes_the_terminal_until_it_is_back(terminal: Make, chromium: Browser) -> None:
    with Line() as line:
        at = terminal({"http_proxy": line.url})
        at.await_log("shown: a visit")
        line.cut()
        at.await_log("ended: trouble")
        see_closed(at, chromium, "Portalas nepasiekiamas.")
        line.mend()
        at.await_log("shown: a visit", 2)
