"""People who go to the gateway stand-in, beside a site that notes who came back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Request, Response

from gateways import banks, viisp
from gateways.https import Line
from rules.identity import Identity, Refusal
from sandbox import keys
from sandbox.gateway import create_gateway
from sandbox.gateway.soap import SERVICE_ID
from tests.gateways.viisp_serving import serving

CUSTOM = "0f3c5f1e8a7b4d29b6c1d2e3f4a5b6c7"
ONA = "48506151233"


class Form(HTMLParser):
    """The form on a page: where it leads, its hidden fields, and what may be chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields, self.choices, self.buttons = "", {}, {}, 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.action = given["action"]
        if tag == "input" and given["type"] == "hidden":
            self.fields[given["name"]] = given["value"]
        if tag in ("input", "option") and given.get("type") != "hidden":
            self.choices.setdefault(given.get("name", "answer"), []).append(given["value"])
        self.buttons += tag == "button"


def opened(url: str, fields: dict[str, str] | None = None) -> tuple[str, str]:
    """Where the browser stands in the end, and the page there."""
    with urlopen(url, urlencode(fields).encode() if fields is not None else None, timeout=10) as page:
        return page.url, page.read().decode()


@dataclass(frozen=True)
class Site:
    """Where it is, where the keys lie, and what browsers posted to it."""

    address: str
    folder: Path
    came_back: list[dict[str, str]]

    def service(self, **changes) -> viisp.Service:
        """The site's contract with the stand-in."""
        plain = {
            "line": Line(f"{self.address}/sandbox/viisp/soap"),
            "browser_url": f"{self.address}/sandbox/gateway",
            "pid": SERVICE_ID,
            "our_key": banks.private_key(self.folder / "savitarna-viisp.pem"),
            "gateway_keys": banks.public_keys([self.folder / "viisp.pub.pem"]),
        }
        return viisp.Service(**plain | changes)

    def begun(self, **changes) -> str:
        """A ticket."""
        return viisp.ticket(self.service(**changes), f"{self.address}/sign-in/gateway/back", CUSTOM)

    def visit(self, way: str = "auth.lt.bank", person: str = ONA, answer: str = "good", **changes) -> tuple[str, str]:
        """Go to the gateway and choose. Returns the ticket, and the page that comes next."""
        ticket = self.begun(**changes)
        form = Form(opened(viisp.leave_url(self.service(), ticket))[1])
        assert way in form.choices["way"]
        assert person in form.choices["person"]
        assert answer in form.choices["answer"]
        chosen = form.fields | {"way": way, "person": person, "answer": answer}
        return ticket, opened(f"{self.address}{form.action}", chosen)[1]

    def walk(self, signature: str = "sha256", **choices: str) -> Identity | Refusal:
        """The whole way there and back, to the identity."""
        ticket, page = self.visit(signature=signature, **choices)
        form = Form(page)
        assert (form.action, form.buttons) == (f"{self.address}/sign-in/gateway/back", 1)
        assert opened(form.action, form.fields)[1] == "the site"
        assert self.came_back[-1] == {"ticket": ticket, "customData": CUSTOM}
        return viisp.identity(viisp.answer(self.service(signature=signature), self.came_back[-1]["ticket"]), CUSTOM)


@contextmanager
def site_with_gateway(folder: Path) -> Iterator[Site]:
    """A site with the stand-in beside it, whose slow answers take two seconds."""
    keys.make(folder)
    came_back: list[dict[str, str]] = []

    @Request.application
    def site(request):
        came_back.append(request.form.to_dict())
        return Response("the site")

    def make(address: str) -> DispatcherMiddleware:
        gateway = create_gateway(folder, address, slow=2)
        return DispatcherMiddleware(site, {"/sandbox/viisp": gateway, "/sandbox/gateway": gateway})

    with serving(make) as address:
        yield Site(address, folder, came_back)
