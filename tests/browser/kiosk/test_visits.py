"""Whatever ends a visit, nothing of it is left, and the next one begins."""

import os
import signal
import time
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.kiosk.conftest import Make
from tests.browser.kiosk.planting import found_in_files, plant
from tests.browser.kiosk.visiting import Count, count_what_is_left

MARK = "Kanarele5f20"
VISITS = 20


def test_nothing_is_left_after_each_of_twenty_visits(terminal: Make, chromium: Browser) -> None:
    count = count_what_is_left(terminal(), chromium.browser_type, VISITS)
    assert count == Count(visits=VISITS, planted=VISITS)  # and nothing is left


def test_a_browser_that_is_killed_takes_its_visit_with_it(terminal: Make, chromium: Browser) -> None:
    at = terminal()
    with at.screen(chromium.browser_type) as page:
        page.wait_for_url("**/kiosk")
        plant(page, MARK)
    assert found_in_files(at.run_folder, MARK) != []
    os.kill(at.browser(), signal.SIGKILL)
    at.await_log("ended: died")
    assert found_in_files(at.run_folder, MARK) == []
    at.await_log("shown: a visit", 2)


def test_a_screen_that_nobody_touches_is_wiped(terminal: Make, tmp_path: Path, chromium: Browser) -> None:
    touch = tmp_path / "touch"
    touch.touch()
    os.utime(touch, (time.time() + 3600,) * 2)  # a finger that stays
    at = terminal(touch=str(touch), idle=1)
    with at.screen(chromium.browser_type) as page:
        page.wait_for_url("**/kiosk")
        plant(page, MARK)
        page.wait_for_timeout(1000)
        assert at.visits() == 1
        touch.touch()
        at.await_log("ended: idle")
    assert found_in_files(at.folder, MARK) == []
