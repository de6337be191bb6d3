"""What the terminal's files lock: Chromium's policies, and the keys that no page needs."""

import json
import os
import signal
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.kiosk.screen import Screen, screen
from tests.browser.kiosk.terminal import KIOSK, wait_for

POLICIES = "etc/chromium/policies/managed/kiosk.json"
AGENT = "127.0.0.1:8010"
CONTROL_N, A, S, ESCAPE = "37+57", "38", "39", "Escape"
PAGE = """<!doctype html><title>Terminal</title>
<style>body, label { margin: 0; display: block; height: 90vh } input { position: absolute; opacity: 0 }</style>
<label>Press<input type="file"></label><iframe src="http://OUTSIDE/"></iframe>
<iframe src="http://127.0.0.1:8010/done"></iframe>
<script>
function tell(what) { return fetch('/told/' + what, {method: 'POST'}); }
addEventListener('keydown', function (event) { tell(event.key); });
addEventListener('beforeprint', function () { tell('before-print'); });
document.querySelector('input').addEventListener('cancel', function () {
    tell('no-file').then(function () { window.print(); tell('after-print'); });
});
</script>"""


@dataclass
class Sites:
    """The portal's place at `here`, and a foreign one; what they were asked."""

    here: str = ""
    outside: str = ""
    asked: list[str] = field(default_factory=list)

    def told(self, what: str) -> bool:
        return f"{self.here}/told/{what}" in self.asked


@pytest.fixture
def sites() -> Iterator[Sites]:
    made = Sites()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(f"{self.headers['Host']}{self.path}")
            body = PAGE.replace("OUTSIDE", made.outside).encode() if self.path == "/kiosk" else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as here, ThreadingHTTPServer(("127.0.0.1", 0), Handler) as out:
        for server in (here, out):
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        made.here, made.outside = (f"127.0.0.1:{server.server_port}" for server in (here, out))
        yield made
        here.shutdown()
        out.shutdown()


def chromium(folder: Path, sites: Sites, at: Screen, is_locked: bool) -> subprocess.Popen[bytes]:
    """Chromium as terminals start it, in a mount namespace whose /etc/chromium has our policies, or none."""
    policies = (KIOSK / "root" / POLICIES).read_text().replace("https://", "http://")
    (folder / "kiosk.json").write_text(policies.replace("savitarna.example", sites.here) if is_locked else "{}")
    words = tomllib.loads((KIOSK / "root/etc/kiosk/agent.toml").read_text())["browser"]
    put = {"{url}": f"http://{sites.here}/kiosk", "{profile}": str(folder)}
    for name, value in put.items():
        words = [word.replace(name, value) for word in words]
    managed = Path("/", POLICIES).parent
    script = (
        f"mount -t tmpfs tmpfs /etc/chromium && mkdir -p {managed} && cp {folder}/kiosk.json {managed}/ && "
        f'exec "$@" --no-sandbox --disable-gpu "--host-resolver-rules=MAP {AGENT} {sites.outside}"'
    )
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *words]
    environment = at.environment | {"HOME": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload, no-any-return]


def press_until_told(at: Screen, sites: Sites, key: str, what: str) -> None:
    """Press a key until the page tells: what was pressed before has then had its effect."""

    def is_told() -> bool:
        at.key(key)
        return sites.told(what)

    wait_for(is_told, f"{what} was never told: {sites.asked}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile").mkdir()
    return tmp_path / "profile"


def end(browser: subprocess.Popen[bytes]) -> None:
    os.killpg(browser.pid, signal.SIGKILL)
    browser.wait()


def test_a_locked_browser_stays_with_the_portal(sites: Sites, folder: Path) -> None:
    assert json.loads((KIOSK / "root" / POLICIES).read_text())["URLBlocklist"] == ["*"]
    with screen() as at:
        at.map_keys()
        browser = chromium(folder, sites, at, is_locked=True)
        try:
            press_until_told(at, sites, A, "a")
            at.key(CONTROL_N)
            press_until_told(at, sites, S, "s")
            assert at.windows() == 1
            at.touch()
            wait_for(lambda: sites.told("after-print"), f"the page waits for something: {sites.asked}")
            assert at.windows() == 1
        finally:
            end(browser)
    assert not sites.told("before-print")
    assert f"{AGENT}/done" in sites.asked
    assert f"{sites.outside}/" not in sites.asked
    assert sites.asked.count(f"{sites.here}/kiosk") == 1


def test_without_the_files_it_would_not(sites: Sites, folder: Path) -> None:
    with screen() as at:
        browser = chromium(folder, sites, at, is_locked=False)
        try:
            press_until_told(at, sites, A, "a")
            at.touch()
            wait_for(lambda: at.windows() == 2, "no choice of files")
            press_until_told(at, sites, ESCAPE, "no-file")
            wait_for(lambda: sites.told("before-print"), f"nothing is printed: {sites.asked}")
            press_until_told(at, sites, ESCAPE, "after-print")
            wait_for(lambda: at.windows() == 1, "the dialogue stays")
            at.key(CONTROL_N)
            wait_for(lambda: at.windows() == 2, "no second window")
        finally:
            end(browser)
    assert f"{sites.outside}/" in sites.asked
