"""What staff see and do at their desk, the terminal feels within a beat."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import assert_accessible
from tests.browser.kiosk.conftest import Make
from tests.browser.kiosk.desk import Desk
from tests.browser.kiosk.terminal import Terminal, wait_for


def see_closed(terminal: Terminal, chromium: Browser, why: str) -> None:
    with terminal.screen(chromium.browser_type) as page:
        expect(page.locator("h1")).to_have_text("Terminalas laikinai neveikia")
        expect(page.locator("body")).to_contain_text("Artimiausias punktas: Žirmūnų g. 6, Vilnius. Telefonas: 1802.")
        for language in ("en", "ru", "pl", "uk"):
            expect(page.locator(f"[lang={language}]")).to_contain_text("1802")
        expect(page.locator("footer")).to_have_text(why)
        assert_accessible(page)


def test_staff_see_how_the_terminal_is(terminal: Make, desk: Desk, kiosk: str) -> None:
    terminal(headphones=["true"], reader=["false"])
    wait_for(lambda: "1.0" in desk.look(kiosk), "no beat")
    page = desk.look(kiosk)
    assert "įjungtos" in page
    assert "Veikia" in page
    assert "Netikslus" not in page


def test_a_pause_closes_the_terminal_until_it_is_over(
    terminal: Make, desk: Desk, kiosk: str, chromium: Browser
) -> None:
    at = terminal()
    at.await_log("shown: a visit")
    desk.press(kiosk, "pause")
    at.await_log("shown: paused")
    see_closed(at, chromium, "Terminalą sustabdė darbuotojai.")
    desk.press(kiosk, "resume")
    at.await_log("shown: a visit", 2)


def test_a_revoked_terminal_stays_closed_until_it_is_enrolled_anew(
    terminal: Make, desk: Desk, kiosk: str, chromium: Browser
) -> None:
    at = terminal()
    at.await_log("shown: a visit")
    desk.press(kiosk, "revoke")
    at.await_log("shown: refused")
    see_closed(at, chromium, "Terminalas neregistruotas: reikia kodo iš /staff/kiosks.")
    assert at.enrol(desk.code(desk.add("Kita vieta"))).returncode == 0
    at.await_log("shown: a visit", 2)


def test_an_order_to_restart_waits_for_the_end_of_the_visit(
    terminal: Make, desk: Desk, kiosk: str, chromium: Browser
) -> None:
    at = terminal()
    with at.screen(chromium.browser_type) as page:
        page.wait_for_url("**/kiosk")
        desk.press(kiosk, "restart")
        at.await_log("ordered: restart")
        assert at.process.poll() is None
        page.get_by_role("link", name="Baigti").click(no_wait_after=True)
    assert at.process.wait(20) == 75
    assert at.browsers() == []
