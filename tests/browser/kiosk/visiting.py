"""Visits one after the other through the real program and browser, each leaving marks wherever a page can.

`python -m tests.browser.kiosk.visiting 200` counts what of them is left in files and for whoever comes next.
"""

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
TOLD = 10  # visits between two lines of progress
HOME_FOLDERS = (".cache", ".config", ".local", ".pki")  # where browsers keep things that no terminal has told otherwise


@dataclass
class Count:
    """`planted`: visits whose marks could be found in files while they lasted; else nothing would be proven."""

    visits: int = 0
    planted: int = 0
    left_in_files: int = 0
    left_in_browser: int = 0
    left_on_pages: int = 0


def count_what_is_left(terminal: Terminal, chromium: BrowserType, visits: int) -> Count:
    count = Count()
    for number in range(1, visits + 1):
        with terminal.screen(chromium) as page:
            page.wait_for_url("**/kiosk")
            count.left_in_browser += found_in_browser(page)
            count.left_on_pages += SEED in page.content()
            plant(page, f"{SEED}-{number}")
            count.planted += bool(found_in_files(terminal.folder, f"{SEED}-{number}"))
            page.get_by_role("link", name="Baigti").click(no_wait_after=True)
        terminal.await_log("ended: done", number)
        count.left_in_files += sum(len(found_in_files(folder, SEED)) for folder in (terminal.folder, *on_disk()))
        count.visits += 1
        if number % TOLD == 0:
            print(count, flush=True)
    return count


def on_disk() -> list[Path]:
    """Folders of this machine, outside the terminal's own, where Chromium keeps what it keeps unasked."""
    small = list(Path(tempfile.gettempdir()).glob("*org.chromium*"))
    return [path for path in [*small, *(Path.home() / name / "chromium" for name in HOME_FOLDERS)] if path.is_dir()]


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
    return 0 if count == Count(visits=visits, planted=visits) else 1


if __name__ == "__main__":
    sys.exit(main())
