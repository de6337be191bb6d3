"""WebDriver as W3C has it: Firefox takes its commands on a socket of its own, WPE WebKit through WPEWebDriver.

`do` gives one command, by the name that Firefox knows. Scripts of ours run even where the pages' own may not.
"""

import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browser.conftest import program
from tests.browser.site import DIES_WITH_US
from tests.postgres import free_port

PREFERENCES = """\
user_pref("marionette.port", {port});
user_pref("javascript.enabled", {script});
user_pref("network.dns.disabled", true);
"""
PATHS = {
    "Back": ("POST", "back"),
    "ElementClear": ("POST", "element/{id}/clear"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "ExecuteScript": ("POST", "execute/sync"),
    "FindElements": ("POST", "elements"),
    "GetElementAttribute": ("GET", "element/{id}/attribute/{name}"),
    "Navigate": ("POST", "url"),
}
READS = ("ExecuteScript", "FindElements", "GetElementAttribute")


class Refused(Exception):
    """The browser cannot do so."""


class Engine(ABC):
    """A running browser with an empty profile."""

    needs: tuple[str, ...]

    def __init__(self, script: bool) -> None:
        self.programs = [program(name) for name in self.needs]
        self.script, self.port = script, free_port()
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name)
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen([*DIES_WITH_US, *self.command()], stdout=log, stderr=log)
        for _ in range(600):
            assert self.process.poll() is None, self.log()
            try:
                self.begin()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the browser does not answer:\n{self.log()}")

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def forget(self) -> None:
        """Be again a browser that was nowhere yet."""

    @abstractmethod
    def do(self, command: str, **parameters: Any) -> Any: ...

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.home.cleanup()


class Firefox(Engine):
    """Speaks Marionette: `length:[0, id, command, parameters]` there, `length:[1, id, error, result]` back."""

    needs = ("firefox-esr",)

    def command(self) -> list[str]:
        preferences = PREFERENCES.format(port=self.port, script=str(self.script).lower())
        (self.folder / "user.js").write_text(preferences)
        return [*self.programs, "--headless", "--marionette", "--profile", str(self.folder)]

    def begin(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.answers = self.line.makefile("rb")
        self._heard()
        self.do("NewSession")
        self.do("SetWindowRect", width=360, height=740)  # it makes 500 of it, the least it can

    def forget(self) -> None:
        self.do("DeleteAllCookies")

    def _heard(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.answers.read(1)
        return json.loads(self.answers.read(int(length[:-1])))

    def do(self, command: str, **parameters: Any) -> Any:
        text = json.dumps([0, 1, f"WebDriver:{command}", parameters]).encode()
        self.line.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = self._heard()
        if error:
            raise Refused(f"{error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def end(self) -> None:
        """A page whose script failed is told here."""
        self.answers.close()
        self.line.close()
        failed = [line for line in self.log().splitlines() if line.startswith("JavaScript error: http")]
        super().end()
        assert failed == []


class Wpe(Engine):
    """Speaks HTTP. Its browser is cog, which without a screen is 800 pixels wide and no other width."""

    needs = ("WPEWebDriver", "cog")

    def command(self) -> list[str]:
        return [self.programs[0], f"--port={self.port}"]

    def begin(self) -> None:
        switches = ["--automation", "--platform=headless"] + ([] if self.script else ["--enable-javascript=0"])
        wanted = {"wpe:browserOptions": {"binary": self.programs[1], "args": switches}}
        self.session = ""
        self.session = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def forget(self) -> None:
        self._ask("DELETE", "")
        self.begin()

    def _ask(self, method: str, path: str, parameters: dict[str, Any] | None = None, patience: int = 60) -> Any:
        url = f"http://127.0.0.1:{self.port}/session/{self.session}/{path}".rstrip("/")
        body = json.dumps(parameters).encode() if method == "POST" else None
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, method=method), timeout=patience) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from error

    def do(self, command: str, **parameters: Any) -> Any:
        """What is asked just while the page changes is now and then never answered (2 walks of 50): ask again."""
        method, path = PATHS[command]
        path = path.format(**parameters)
        if command in READS:
            with suppress(TimeoutError):
                return self._ask(method, path, parameters, patience=5)
        return self._ask(method, path, parameters)

    def end(self) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            super().end()
