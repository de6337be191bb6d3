"""Walks in text browsers: lynx reads its keys from a pipe, w3m lives in tmux; each key can depend on the page.

`find` goes to the link, button or field with these words, or to the first one after them (a label); `type` empties the
field and types; `press` follows the link or presses the button; `page` is what a person reads.
"""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path

from tests.browser.conftest import program

CONFIGURATION = "INFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\nACCEPT_ALL_COOKIES:TRUE\n"
PLAIN = {"TERM": "xterm", "LC_ALL": "C.UTF-8"}


REST = 1.0  # seconds without a stroke


class Lost(Exception):
    """The words are not on the page, or the browser does not answer."""


class Reader(ABC):
    """What both browsers share: waiting for words."""

    @abstractmethod
    def page(self) -> str: ...

    def see(self, words: str) -> None:
        page = ""
        for _ in range(15):
            page = " ".join(self.page().replace("\u00a0", " ").split())
            if words in page:
                return
            time.sleep(0.3)
        raise Lost(f"“{words}” is not on the page:\n{self.page()}")


class Lynx(Reader):
    def __init__(self, url: str) -> None:
        lynx = program("lynx")
        self.home = tempfile.TemporaryDirectory()
        self.folder, self.saved, self.painted = Path(self.home.name), 0, 0.0
        os.mkfifo(self.folder / "keys")
        (self.folder / "cfg").write_text(CONFIGURATION)
        options = [f"-cfg={self.folder}/cfg", f"-cmd_script={self.folder}/keys", "-tna", "-number_fields"]
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            # Set before lynx starts: it reads the size once, and on a small screen a page's first link may not be seen.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 100, 0, 0))
            os.chdir(self.folder)
            os.execve(lynx, [lynx, *options, "-display_charset=utf-8", url], {**os.environ, **PLAIN})
        threading.Thread(target=self._listen, daemon=True).start()
        self.pipe = os.open(self.folder / "keys", os.O_RDWR)  # read and write: opening never waits

    def _listen(self) -> None:
        """What lynx paints is thrown away, for its pages are saved instead; only when it was is of interest."""
        try:
            while os.read(self.terminal, 65536):
                self.painted = time.monotonic()
        except OSError:
            pass

    def _keys(self, *names: str, text: str = "") -> None:
        letters = ["<space>" if byte == 32 else chr(byte) if byte < 128 else hex(byte) for byte in text.encode()]
        os.write(self.pipe, "".join(f"key {name}\n" for name in [*letters, *names]).encode())

    def _numbered(self) -> str:
        """The page with a number before each link and field, printed into a file."""
        self.saved += 1
        place = self.folder / f"{self.saved}"
        self._keys("p", "^J", "^U")
        self._keys("^J", text=place.name)  # only digits: a z that comes while a page loads would stop it
        size = -1
        for _ in range(300):
            time.sleep(0.1)
            if place.exists() and place.stat().st_size == size > 0:
                return place.read_text(errors="replace")
            size = place.stat().st_size if place.exists() else -1
        raise Lost("lynx does not answer")

    def page(self) -> str:
        return re.sub(r"\[\d+\]", "", self._numbered())

    def find(self, words: str) -> None:
        page, sought = self._numbered(), r"\s+".join(map(re.escape, words.split()))  # words may stand on two lines
        hit = re.search(rf"\[(\d+)\][^\[\n]*{sought}", page) or re.search(rf"{sought}[^\[]*\[(\d+)\]", page)
        if not hit:
            raise Lost(f"“{words}” is not on the page, or nothing follows it:\n{page}")
        self._keys("^A", *["Down Arrow"] * (int(hit[1]) - 1))

    def type(self, text: str) -> None:
        self._keys("^J", "^U")
        self._keys("Down Arrow", text=text)

    def press(self) -> None:
        """Keys that come while a page loads are lost: wait until lynx has painted and come to rest."""
        pressed = time.monotonic()
        self._keys("^J")
        while time.monotonic() < pressed + 10:
            time.sleep(0.1)
            if self.painted > pressed and time.monotonic() - self.painted > REST:
                break

    def choose_first(self, legend: str) -> None:
        """The first radio button under these words."""
        self.find(legend)
        self.press()

    def end(self) -> None:
        self._keys("q", "y")
        for _ in range(20):
            if os.waitpid(self.child, os.WNOHANG)[0]:
                break
            time.sleep(0.1)
        else:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        os.close(self.pipe)
        os.close(self.terminal)
        self.home.cleanup()


class W3m(Reader):
    def __init__(self, url: str) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.tmux = [program("tmux"), "-S", f"{self.home.name}/socket", "-f", os.devnull]
        w3m = f"env HOME={self.home.name} LC_ALL=C.UTF-8 {program('w3m')} -cookie -O UTF-8 '{url}'"
        self._call("new-session", "-d", "-x", "100", "-y", "200", w3m)
        self.page()

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
        raise Lost("w3m does not come to rest")

    def _keys(self, *names: str, text: str = "") -> str:
        if text:
            self._call("send-keys", "-l", text)
        for name in names:
            self._call("send-keys", name)
        return self.page()

    def find(self, words: str) -> None:
        self._keys("g")  # from the top, so that the first match on the page is taken
        self._keys("/")
        pattern = re.sub(r"([()|.*+?])", r"\\\1", words)  # what is typed after / is a pattern
        if "Not found" in self._keys("Enter", text=pattern):
            raise Lost(f"“{words}” is not on the page:\n{self.page()}")
        if re.search(rf"[(\[][ *X][)\]] ?{re.escape(words)}", self.page()):
            self._keys("C-u")  # words behind a radio button or a check box: back to it

    def type(self, text: str) -> None:
        self._keys("Tab")
        self._keys("Enter")
        self._keys("C-u")
        self._keys("Enter", text=text)

    def press(self) -> None:
        self._keys("Enter")

    def choose_first(self, legend: str) -> None:
        """The first radio button under these words."""
        self.find(legend)
        self._keys("Tab", "Enter")

    def end(self) -> None:
        self._call("kill-server")
        self.home.cleanup()
