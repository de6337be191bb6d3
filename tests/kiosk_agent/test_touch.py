"""When the screen was touched last."""

import os
import time
from pathlib import Path

from agent.touch import Touch
from tests.browser.kiosk.terminal import wait_for


def test_a_file_tells_by_its_time(tmp_path: Path) -> None:
    file = tmp_path / "touch"
    file.touch()
    os.utime(file, (time.time() - 100,) * 2)
    ago = Touch(str(file)).ago()
    assert ago is not None
    assert ago >= 100


def test_a_device_tells_by_what_it_says_and_nothing_when_it_is_gone(tmp_path: Path) -> None:
    device = tmp_path / "event7"
    os.mkfifo(device)
    touch = Touch(str(device))
    assert touch.ago() is None
    finger = os.open(device, os.O_WRONLY)
    wait_for(lambda: touch.at is not None, "the device was not found")
    assert touch.at
    touch.at -= 1000
    os.write(finger, b"\0" * 24)
    wait_for(lambda: (touch.ago() or 1000) < 1000, "the touch was not noticed")
    os.close(finger)
    wait_for(lambda: touch.ago() is None, "nobody noticed that the device is gone")


def test_without_a_device_nothing_is_known() -> None:
    assert Touch("").ago() is None
