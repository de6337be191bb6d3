"""Visits one after the other, each leaving marks: `python -m tests.browser.kiosk.visiting 200` counts what is left."""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserType, sync_playwright

from tests.browser import site
from tests.browser.kiosk.desk import Desk
from tests.browser.kiosk.planting import found_in_browser, found_in_files, plant
from tests.browser.kiosk.terminal import Terminal, memory_folder, running

SEED = "Kanarele7b41c0"


@dataclass
class Count:
    """`planted`: visits whose marks could be found in files while they lasted; else nothing would be proven."""

    visits: int = 0
    planted: int = 0
    left_in_files: int = 0
    left_in_browser: int = 0


def count_what_is_left(terminal: Terminal, chromium: BrowserType, visits: int) -> Count:
    count = Count()
    for number in range(1, visits + 1):
        with terminal.screen(chromium) as page:
            page.wait_for_url("**/kiosk")
            count.left_in_browser += found_in_browser(page)
            plant(page, f"{SEED}-{number}")
            count.planted += bool(found_in_files(terminal.folder, f"{SEED}-{number}"))
            page.get_by_role("link", name="Baigti").click(no_wait_after=True)
        terminal.await_log("ended: done", number)
        count.left_in_files += len(found_in_files(terminal.folder, SEED))
        count.visits += 1
    return count


def main() -> int:
    folder, visits = memory_folder("visits"), int(sys.argv[1]) if len(sys.argv) > 1 else 200
    instance = Path(tempfile.mkdtemp())
    with site.running(instance) as started, sync_playwright() as driver:
        desk = Desk(started)
        terminal = Terminal(started.url, folder / "of")
        terminal.enrol(desk.code(desk.add("Biblioteka")))
        with running(terminal):
            count = count_what_is_left(terminal, driver.chromium, visits)
    for gone in (folder, instance):
        shutil.rmtree(gone)
    print(count)
    return 0 if (count.planted, count.left_in_files, count.left_in_browser) == (visits, 0, 0) else 1


if __name__ == "__main__":
    sys.exit(main())
