"""A certified OpenID provider (npm oidc-provider) as a process of its own, and a browser to walk it with."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from urllib.parse import parse_qs, parse_qsl, urljoin, urlsplit

import requests

from gateways import oidc
from gateways.oidc import Service
from rules.identity import Identity, Refusal

CHECKERS = Path(__file__).parents[2] / "checkers"
HOME = "http://127.0.0.1:9"  # our site's addresses: the browser stops before it would go there
BACK = f"{HOME}/sign-in/oidc"


class Page(HTMLParser):
    """The forms of a page and where its links lead."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.links: list[str] = []
        self.url = answer.url
        self.feed(answer.text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append((urljoin(self.url, given["action"]), {}))
        if tag in ("input", "button") and given.get("name") and self.forms:
            self.forms[-1][1][given["name"]] = given.get("value", "")
        if tag == "a":
            self.links.append(urljoin(self.url, given["href"]))


class Browser:
    """Follows redirects at the provider and stops at the first one that leads home."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False

    def go(self, url: str, form: dict[str, str] | None = None) -> Page | dict[str, str]:
        """The page that comes, or what is brought home in the query string."""
        answer = self.session.request("POST" if form else "GET", url, data=form, allow_redirects=False, timeout=5)
        while answer.is_redirect:
            url = urljoin(answer.url, answer.headers["Location"])
            if url.startswith(HOME):
                return dict(parse_qsl(urlsplit(url).query))
            answer = self.session.get(url, allow_redirects=False, timeout=5)
        assert answer.ok, answer.text
        return Page(answer)

    def sign_in(self, url: str, login: str) -> dict[str, str]:
        """Through the provider's forms, as this person. What comes home."""
        page = self.go(url)
        while isinstance(page, Page):
            ((action, fields),) = page.forms
            page = self.go(action, {**fields, **({"login": login, "password": "any"} if "login" in fields else {})})
        return page

    def sign_out(self, url: str) -> Page | dict[str, str]:
        """Say yes to the provider's question."""
        page = self.go(url)
        assert isinstance(page, Page)
        ((action, fields),) = page.forms
        return self.go(action, {**fields, "logout": "yes"})


@contextmanager
def certified(clients: list[dict[str, object]], people: dict[str, dict[str, object]]) -> Iterator[str]:
    """The provider, running on a free port. Its issuer."""
    assert (CHECKERS / "node_modules/oidc-provider").is_dir(), "run tests/checkers/install first"
    config = json.dumps({"clients": clients, "people": people})
    program = ["node", str(CHECKERS / "provider.mjs"), config]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@contextmanager
def listening() -> Iterator[tuple[str, Queue[str]]]:
    """A site that takes logout tokens: its address, and the tokens."""
    heard: Queue[str] = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.put(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["logout_token"][0])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", heard
        server.shutdown()


def now() -> datetime:
    return datetime.now(UTC)


def signed_in(service: Service, browser: Browser, login: str = "jonas") -> Identity | Refusal:
    """Who this person is for us, after all of it."""
    begun = oidc.begin(service, BACK)
    return oidc.finish(service, begun, browser.sign_in(begun.url, login), now())
