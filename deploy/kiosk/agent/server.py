"""What the pages of the portal lead to: http://127.0.0.1:8010/done, /volume/up, /volume/down, /print/<job>."""

import logging
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from agent import closed
from agent.doors import comes_from, is_for_us
from agent.looking import run
from agent.printing import Printing
from agent.settings import Settings
from agent.standing import Standing

JOB = re.compile(r"/print/([A-Za-z0-9_-]{1,64})", re.ASCII)
BACK = re.compile(r"/[A-Za-z0-9][A-Za-z0-9/_.-]{0,199}", re.ASCII)
log = logging.getLogger("agent")


class Server(ThreadingHTTPServer):
    """Listens on this machine alone, for its browser alone."""

    daemon_threads = True

    def __init__(self, settings: Settings, standing: Standing, printing: Printing) -> None:
        super().__init__(("127.0.0.1", settings.port), Handler)
        self.settings, self.standing, self.printing = settings, standing, printing

    def handle_error(self, _request: Any, _address: Any) -> None:
        """A browser that is ended in the midst of an answer is nothing to tell of, and what was asked is no one's."""
        log.debug("an answer was cut short")


class Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "kiosk-agent", ""
    timeout = 10

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not is_for_us(self.headers):
            self._say(421)
        elif path == "/closed":
            self._show_closed()
        elif not comes_from(self.server.settings.portal, self.headers):
            self._say(403)
        else:
            self._act(path)

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def _act(self, path: str) -> None:
        settings, job = self.server.settings, JOB.fullmatch(path)
        if path == "/done":
            self.server.standing.note(is_done=True)
            self._say(204)
        elif path in ("/volume/up", "/volume/down"):
            run(settings.louder if path.endswith("up") else settings.quieter)
            self._say(204)  # the page stays as it is, with all that was typed
        elif job:
            self._go_back(self.server.printing.print(job[1]))
        else:
            self._say(404)

    def _go_back(self, printed: str) -> None:
        """To the page that has the link, and nowhere but to the portal."""
        back = parse_qs(urlsplit(self.path).query).get("back", ["/kiosk"])[0]
        path = back if BACK.fullmatch(back) else "/kiosk"
        self._say(303, ("Location", f"{self.server.settings.portal}{path}?printed={printed}"))

    def _show_closed(self) -> None:
        settings = self.server.settings
        page = closed.page(settings.nearest, settings.phone, self.server.standing.trouble).encode()
        policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        self._say(200, ("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy), body=page)

    def _say(self, status: int, *headers: tuple[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in (*headers, ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")):
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """What was asked for is told to nobody."""
