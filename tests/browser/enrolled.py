"""A terminal whose program is the tests themselves: `python -m tests.browser.enrolled` enrols it at the running site.

The terminal with the real program is tests/browser/kiosk/terminal.py.
"""

import json
import secrets
import subprocess
import sys
import urllib.request
from typing import Any

from blueprints.cookies import hashed
from data import kiosks, sealing
from data.database import connect, open_database
from settings import Settings
from tests.browser.site import ROOT, Site


def enrolled(site: Site) -> str:
    """Put a terminal into the running site. Returns its secret."""
    command = [sys.executable, "-m", "tests.browser.enrolled"]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def as_program(site: Site, secret: str, path: str, method: str = "POST") -> Any:
    """What the terminal's own program is told."""
    headers = {"Authorization": f"Bearer {secret}"}
    asked = urllib.request.Request(f"{site.url}{path}", headers=headers, method=method)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.load(answer)


def start(site: Site, secret: str) -> str:
    """The path that begins a visit: its ticket is good for a minute, and once."""
    return f"/kiosk/start?ticket={as_program(site, secret, '/kiosk/ticket')['ticket']}"


def main() -> None:
    settings = Settings.from_environment()
    sealing.set_key(settings.identity_key)
    open_database(settings.database_url, settings.sandbox)
    connect()
    secret = secrets.token_urlsafe(32)
    kiosks.enrol(kiosks.one(kiosks.make("Žirmūnų biblioteka", "Žirmūnų g. 6, Vilnius")).code, hashed(secret))
    print(secret)


if __name__ == "__main__":
    main()
