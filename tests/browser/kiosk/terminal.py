"""A terminal of the tests: the real agent with the settings file that terminals get, and Chromium without a screen."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserType, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.site import DIES_WITH_US, ROOT
from tests.postgres import free_port

KIOSK = ROOT / "deploy/kiosk"
UNSEEN = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
QUICK = {"beat": 0.3, "ask": 0.3}


def wait_for(what: Callable[[], object], why: str) -> None:
    """Wait until it is so; fail with `why` after a time that only a stuck terminal needs."""
    for _ in range(600):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError(why)


@dataclass
class Terminal:
    """`folder` holds what a terminal has: its settings, its secret, the place of its browser, and what it said."""

    portal: str
    folder: Path
    more: dict[str, object] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        told = tomllib.loads((KIOSK / "root/etc/kiosk/agent.toml").read_text())
        there = f"--host-resolver-rules=MAP 127.0.0.1:8010 127.0.0.1:{self.port}"
        first, *words = [word for word in told["browser"] if word != "--kiosk"]
        self.run_folder.mkdir(parents=True)
        settings = {
            "portal": self.portal,
            "nearest": "Žirmūnų g. 6, Vilnius",
            "browser": [first, *UNSEEN, there, *words],
            "secret": str(self.folder / "secret"),
            "folder": str(self.run_folder),
            "port": self.port,
            **QUICK,
            **self.more,
        }
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in settings.items()]
        (self.folder / "agent.toml").write_text("\n".join(lines))

    @property
    def run_folder(self) -> Path:
        return self.folder / "run"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "agent", "--settings", str(self.folder / "agent.toml"), *words]

    def enrol(self, code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command("enrol", code), cwd=KIOSK, capture_output=True, text=True)

    def start(self) -> None:
        with (self.folder / "log").open("ab") as out:
            command = [*DIES_WITH_US, *self.command("run")]
            environment = os.environ | {"TMPDIR": str(self.folder)} | self.environment
            self.process = subprocess.Popen(command, cwd=KIOSK, env=environment, stdout=out, stderr=out)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(20)

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def visits(self) -> int:
        return self.log().count("shown: a visit")

    def await_log(self, words: str, times: int = 1) -> None:
        wait_for(lambda: self.log().count(words) >= times, f"{words!r} {times} times in:\n{self.log()}")

    def debugger(self) -> str:
        """The address of the browser of now, once it has one."""
        told = self.run_folder / "profile/DevToolsActivePort"

        def is_told() -> bool:
            try:
                return told.read_text().count("\n") == 1
            except OSError:
                return False

        wait_for(is_told, f"no browser:\n{self.log()}")
        return f"http://127.0.0.1:{told.read_text().split()[0]}"

    @contextmanager
    def screen(self, chromium: BrowserType) -> Iterator[Page]:
        """What somebody sees who stands there now. A browser just begun may leave a call unanswered."""
        try:
            browser = chromium.connect_over_cdp(self.debugger(), timeout=10_000)
        except TookTooLong:
            browser = chromium.connect_over_cdp(self.debugger())
        try:
            page = browser.contexts[0].pages[0]
            page.set_default_timeout(15_000)
            yield page
        finally:
            browser.close()

    def browsers(self) -> list[int]:
        return processes_of(self.run_folder)

    def browser(self) -> int:
        """The process that began the others. It need not have the lowest number: numbers begin anew after 32768."""
        words = {pid: _words(Path(f"/proc/{pid}/cmdline")) for pid in self.browsers()}
        (first,) = [pid for pid, said in words.items() if UNSEEN[-1].encode() in said and b"--type=" not in said]
        return first


def processes_of(folder: Path) -> list[int]:
    """The processes that have this folder in their words."""
    mine = str(folder).encode()
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if mine in _words(path)]


def _words(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def running(terminal: Terminal) -> Iterator[Terminal]:
    """Run it, and leave nothing of it; what it logs is no traceback and no secret."""
    terminal.start()
    try:
        yield terminal
        told, secret = terminal.log(), (terminal.folder / "secret").read_text()
        assert not [word for word in ("Traceback", "ticket=", secret) if word in told], told
    finally:
        if terminal.process and terminal.process.poll() is None:
            terminal.stop()
        for pid in terminal.browsers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def memory_folder(name: str) -> Path:
    """A new folder on tmpfs, where terminals have theirs."""
    made = Path("/dev/shm") / f"savitarna-{name}-{os.getpid()}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    return made
