"""A screen of our own: an X server that draws into a file, where we look, and xdotool, which types and points."""

import mmap
import os
import struct
import subprocess
import tempfile
import time
from pathlib import Path

from tests.browser.conftest import program
from tests.browser.site import DIES_WITH_US

WIDTH, HEIGHT = 600, 2600  # pixels: a whole page is seen
LITHUANIAN = ["setxkbmap", "-layout", "lt", "-variant", "us"]
XWD = struct.Struct(">25I")  # the header of the file: 1st how long it is, 13th a row of pixels, 20th the colours


def keys(*names: str) -> list[str]:
    return ["key", *names] if names else []


def typed(words: str) -> list[str]:
    return ["type", "--args", "1", "--delay", "3", words]


def click(x: int, y: int) -> list[str]:
    return ["mousemove", str(x), str(y), "click", "1"]


class Screen:
    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.home = Path(self.folder.name)
        self.around = {**os.environ, "HOME": self.folder.name, "LC_ALL": "C.UTF-8"}
        self.running: list[subprocess.Popen[bytes]] = []
        self.around["DISPLAY"] = f":{self._serve()}"
        subprocess.run(LITHUANIAN, env=self.around, check=True)
        with (self.home / "Xvfb_screen0").open("rb") as file:
            self.file = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = XWD.unpack_from(self.file)
        self.start, self.stride = header[0] + header[19] * 12, header[12]

    def _serve(self) -> str:
        """Start the X server; the number of its display."""
        size = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self.folder.name]
        reading, writing = os.pipe()
        self._start("Xvfb", *size, "-displayfd", str(writing), "-noreset", "-nocursor", pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as told:
            return told.readline().strip()

    def _start(self, name: str, *options: str, pass_fds: list[int]) -> None:
        command = [*DIES_WITH_US, program(name), *options]
        quiet = subprocess.DEVNULL
        self.running.append(subprocess.Popen(command, env=self.around, pass_fds=pass_fds, stdout=quiet, stderr=quiet))

    def open(self, name: str, *options: str) -> None:
        """Start a program and wait for its window; keys go there from now on."""
        self._start(name, *options, pass_fds=[])
        self.do("search", "--sync", "--onlyvisible", "--name", ".", "windowfocus")

    def do(self, *words: str) -> None:
        command = [program("xdotool"), *words]
        subprocess.run(command, env=self.around, check=True, timeout=30, stdout=subprocess.DEVNULL)

    def picture(self) -> bytes:
        return self.file[self.start : self.start + self.stride * HEIGHT]

    def rest(self, unlike: bytes = b"", patience: float = 0.0) -> bytes:
        """The picture, once it has stayed the same for a while; where it has to change first, patience for that."""
        before, same, began = b"", 0, time.monotonic()
        while time.monotonic() < began + 30:
            time.sleep(0.03)
            now = self.picture()
            same = same + 1 if now == before else 0
            before = now
            if same >= 4 and (now != unlike or time.monotonic() > began + patience):
                break
        return before

    def end(self) -> None:
        for process in reversed(self.running):
            process.terminate()
            process.wait()
        self.file.close()
        self.folder.cleanup()
