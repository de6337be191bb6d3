"""What answers: the agent on this machine, the portal behind the line, and whether the clock is right."""

import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError

from agent import HOST
from checks.terminal import Terminal

MAY_DIFFER = 60  # seconds


@dataclass(frozen=True)
class Answer:
    status: int
    server: str
    date: str
    body: bytes


def agent(terminal: Terminal) -> Iterator[str]:
    port = terminal.settings.port
    answer = _ask(f"http://127.0.0.1:{port}/closed", HOST)
    if answer is None:
        yield f"The agent does not answer on 127.0.0.1:{port}: journalctl -u kiosk-agent"
    elif (answer.status, answer.server) != (200, "kiosk-agent"):
        yield f"What answers on 127.0.0.1:{port} is not the agent: ss -ltnp | grep {port}"


def portal(terminal: Terminal) -> Iterator[str]:
    """And by its answer the clock: a wrong one refuses the portal's certificate, and staff are told of it."""
    url = terminal.settings.portal
    answer = _ask(f"{url}/health")
    if answer is None:
        yield f"{url} does not answer: look at the cable and at the name server, then curl {url}/health"
    elif (answer.status, answer.body) != (200, b"ok\n"):
        yield f"{url}/health is answered by something else, or the portal is not well: curl {url}/health"
    else:
        ahead = round(time.time() - parsedate_to_datetime(answer.date).timestamp())
        if abs(ahead) > MAY_DIFFER:
            where = "ahead" if ahead > 0 else "behind"
            yield f"The clock is {abs(ahead)} seconds {where}: systemctl enable --now systemd-timesyncd"


def _ask(url: str, host: str = "") -> Answer | None:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})  # noqa: S310 - http(s): Settings
    try:
        with urllib.request.urlopen(request, timeout=10) as told:  # noqa: S310
            headers = told.headers
            return Answer(told.status, headers.get("Server", "").strip(), headers.get("Date", ""), told.read(100))
    except HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, "", "", b"")
    except (OSError, HTTPException):
        return None
