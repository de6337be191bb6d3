"""A terminal of tmux with a browser in it: 200 lines, so that a whole page is seen."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from tests.browser.conftest import program
from tests.browser.text.reader import Lost, Reader

PLAIN = {"TERM": "xterm", "LC_ALL": "C.UTF-8"}


class Terminal(Reader):
    def __init__(self, name: str, *options: str) -> None:
        self.name, self.home = name, tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.tmux = [program("tmux"), "-S", f"{self.home.name}/socket", "-f", os.devnull]
        self.prepare(Path(self.home.name))
        home = [f"HOME={self.home.name}", "LC_ALL=C.UTF-8"]
        self._call(
            "new-session", "-d", "-c", self.home.name, "-x", "100", "-y", "200", "env", *home, program(name), *options
        )
        self.page()

    def prepare(self, home: Path) -> None:
        """What the browser is told in its own folder before it starts."""

    def _call(self, *words: str) -> str:
        around = {**os.environ, **PLAIN}
        return subprocess.run([*self.tmux, *words], env=around, text=True, capture_output=True, timeout=20).stdout

    def page(self) -> str:
        """The screen, once it has stayed the same for a while."""
        before, same = "", 0
        for _ in range(300):
            time.sleep(0.05)
            now = self._call("capture-pane", "-p")
            same = same + 1 if now == before else 0
            before = now
            if same >= 3 and now.strip():
                return now
        raise Lost(f"{self.name} does not come to rest")

    def keys(self, *names: str, text: str = "") -> None:
        """Type the text, then these keys. The browser takes them one after another; nothing is waited for."""
        if text:
            self._call("send-keys", "-l", text)
        self._call("send-keys", *names)

    def end(self) -> None:
        self._call("kill-server")
        self.home.cleanup()
