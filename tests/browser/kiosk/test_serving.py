"""Somebody at a terminal: what they type, hear and print there goes through the agent, and is gone afterwards."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from agent.models import profiles
from tests.browser import walks
from tests.browser.kiosk.conftest import Make
from tests.browser.kiosk.planting import found_in_files
from tests.browser.kiosk.terminal import wait_for
from tests.browser.site import Site
from tests.browser.test_to_the_phone import at_iki
from tests.paper import read
from tests.rules.test_receipt_printer import FINE, saying, speaking


def test_a_guest_declares_louder_and_prints(terminal: Make, site: Site, chromium: Browser, tmp_path: Path) -> None:
    code = walks.household(site, "70000401")
    with speaking(saying(FINE)) as (device, printed):
        at = terminal(printer=device, model="epson-tm-t20", louder=["touch", str(tmp_path / "louder")])
        with at.screen(chromium.browser_type) as page:
            page.wait_for_url("**/kiosk")
            page.goto(f"{site.url}/display/sound/on")
            page.get_by_role("button", name="Deklaruoti pagal").click()
            at_iki(page, code, script=False)
            page.get_by_role("link", name="Garsiau").click()
            wait_for((tmp_path / "louder").exists, "the volume is as it was")
            assert page.locator("#iki_t1").input_value() == "12401"
            page.get_by_role("button", name="Tik deklaruoti").click()
            page.get_by_role("button", name="Deklaruoti", exact=True).click()
            page.get_by_role("button", name="Spausdinti kvitą").click()
            expect(page.get_by_role("status").filter(has_text="Atsispausdinta")).to_be_visible(timeout=15_000)
            assert found_in_files(at.run_folder, "/receipts/") != []
            page.get_by_role("navigation").get_by_role("link", name="Baigti").click(no_wait_after=True)
        at.await_log("ended: done")
    assert f"{code[-4:]}\n" in read(bytes(printed), profiles()["epson-tm-t20"].pages).text
    assert found_in_files(at.folder, "/receipts/") == []
