"""When somebody last touched the screen, told by the touch device: outside pages and frozen ones tell nothing."""

import os
import stat
import time
from pathlib import Path
from threading import Thread

AGAIN = 2  # seconds


class Touch:
    """`path` is a device that can be read (/dev/input/…), or a file that something else touches; '' for neither."""

    def __init__(self, path: str) -> None:
        self.path = Path(path) if path else None
        self.at: float | None = None
        if path and not Path(path).is_file():
            Thread(target=self._follow, daemon=True).start()

    def ago(self) -> float | None:
        """Seconds since the last touch, or since the device was found; None when it cannot be known."""
        if self.path and self.path.is_file():
            return max(0.0, time.time() - self.path.stat().st_mtime)
        return None if self.at is None else time.monotonic() - self.at

    def _follow(self) -> None:
        """Read the device and throw away what it says. Unplugged, it is looked for until it is there again."""
        while True:
            try:
                self._read()
            except OSError:
                self.at = None
            time.sleep(AGAIN)

    def _read(self) -> None:
        assert self.path
        with self.path.open("rb", buffering=0) as device:
            if stat.S_ISREG(os.fstat(device.fileno()).st_mode):
                return
            self.at = time.monotonic()
            while device.read(4096):
                self.at = time.monotonic()
        self.at = None
