"""A screen without glass: an X server of its own with the terminal's window manager, and fingers and keys on it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.browser.conftest import program
from tests.browser.kiosk.terminal import KIOSK
from tests.browser.site import DIES_WITH_US

KEYS = KIOSK / "root/etc/kiosk/keys.xmodmap"


@dataclass
class Screen:
    display: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}

    def run(self, *words: str) -> str:
        return subprocess.run(words, env=self.environment, capture_output=True, text=True).stdout

    def key(self, key: str) -> None:
        """Press a key by its code (of two digits), as a keyboard would, or by its name; with + between, several."""
        self.run("xdotool", "key", key)

    def touch(self) -> None:
        self.run("xdotool", "mousemove", "500", "500", "click", "1")

    def windows(self) -> int:
        return len(self.run("xdotool", "search", "--onlyvisible", "--class", "chromium").split())

    def map_keys(self) -> None:
        self.run("xmodmap", str(KEYS))


@contextmanager
def screen() -> Iterator[Screen]:
    for name in ("xdotool", "xmodmap"):
        program(name)
    command = [program("Xvfb"), "-displayfd", "1", "-screen", "0", "1080x1920x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen([*DIES_WITH_US, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert server.stdout
    with server.stdout as told:
        made = Screen(f":{told.readline().decode().strip()}")
    managing = [*DIES_WITH_US, program("matchbox-window-manager"), "-use_titlebar", "no"]
    manager = subprocess.Popen(managing, env=made.environment, stderr=subprocess.DEVNULL)
    try:
        yield made
    finally:
        for process in (manager, server):
            process.kill()
            process.wait()
