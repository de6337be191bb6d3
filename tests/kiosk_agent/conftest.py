"""The agent's door, open on a port of its own, with a portal that says what it is told to."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from agent.portal import Portal
from agent.printing import Printing
from agent.server import Server
from agent.settings import Settings
from agent.standing import Standing
from tests.kiosk_agent.portal import StandIn, standing_in

PORTAL = "https://savitarna.example"
LED_HERE = {"Host": "127.0.0.1:8010", "Referer": f"{PORTAL}/"}


@dataclass
class Door:
    """What a browser's request gets; `folder` has what the commands of the settings leave."""

    server: Server
    folder: Path
    portal: StandIn

    def ask(self, path: str, method: str = "GET", **headers: str | None) -> requests.Response:
        """As a browser that a page of the portal leads here; None leaves a header out."""
        sent = LED_HERE | {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"http://127.0.0.1:{self.server.server_port}{path}"
        with requests.Session() as session:
            return session.request(method, address, headers=sent, allow_redirects=False, timeout=10)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    (tmp_path / "secret").write_text("S" * 43)
    settings = Settings(
        portal=PORTAL,
        browser=("true", "{url}"),
        port=0,
        printer=str(tmp_path / "printer"),
        louder=("touch", str(tmp_path / "louder")),
        quieter=("touch", str(tmp_path / "quieter")),
    )
    with standing_in() as told:
        printing = Printing(Portal(told.url, tmp_path / "secret"), settings)
        with Server(settings, Standing(), printing) as server:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            yield Door(server, tmp_path, told)
            server.shutdown()
