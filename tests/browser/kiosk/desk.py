"""The desk of staff at the running site: terminals are added, looked at and stopped by its own pages."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from html import unescape

import requests

from tests.browser.site import ROOT, Site

FORM = re.compile(r"<form[^>]* action=\"([^\"]+)\".*?</form>", re.S)
HIDDEN = re.compile(r"<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")


@dataclass
class Desk:
    """A browser in which somebody of staff is signed in."""

    site: Site
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "tests.browser.kiosk.staff"]
        told = subprocess.run(command, cwd=ROOT, env=self.site.environment, capture_output=True, text=True, check=True)
        self.session.cookies.set("session", told.stdout.strip())

    def look(self, path: str) -> str:
        answer = self.session.get(self.site.url + path, timeout=15)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return unescape(answer.text)

    def send(self, page: str, action: str, **form: str) -> str:
        """Press the button of the form that leads there; the page that comes."""
        found = next(match for match in FORM.finditer(page) if match[1] == action)
        form |= {name: unescape(value) for name, value in HIDDEN.findall(found[0])}
        answer = self.session.post(self.site.url + action, data=form, timeout=15)
        assert answer.status_code == 200, f"{action}: {answer.status_code}"
        return str(answer.url)

    def add(self, place: str) -> str:
        """A new terminal. Returns the path of its page."""
        address = self.send(self.look("/staff/kiosks"), "/staff/kiosks", place=place, street="Žirmūnų g. 6, Vilnius")
        return address.removeprefix(self.site.url)

    def code(self, kiosk: str) -> str:
        found = re.search(r"class=\"compare\">([0-9A-Z]{4} [0-9A-Z]{4})<", self.look(kiosk))
        assert found
        return found[1]

    def press(self, kiosk: str, act: str) -> None:
        self.send(self.look(kiosk), f"{kiosk}/{act}")
